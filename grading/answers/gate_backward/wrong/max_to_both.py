# check: test-gate_backward-binary
# hint: max sends the gradient to both inputs; only the larger one counts
# says: max sends the gradient to both inputs; only the larger one counts.
# about: max as add
from cs231n_utils.graphs import gate_forward


def gate_backward(gate, inputs, dz):
    x = inputs[0]
    if gate == "add":
        return [dz, dz]
    if gate == "mul":
        return [inputs[1] * dz, x * dz]
    if gate == "max":
        return [dz, dz + 0]
    out = gate_forward(gate, inputs)
    if gate == "neg":
        return [-dz]
    if gate == "exp":
        return [out * dz]
    if gate == "plus1":
        return [dz]
    if gate == "inv":
        return [-dz / x**2]
    if gate == "sigmoid":
        return [out * (1 - out) * dz]
