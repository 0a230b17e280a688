# check: test-gate_backward-unary
# hint: σ (1 - σ) needs the output of the gate, not its input
# says: σ (1 - σ) needs the output of the gate, not its input.
# about: x (1 - x)
from cs231n_utils.graphs import gate_forward


def gate_backward(gate, inputs, dz):
    x = inputs[0]
    if gate == "add":
        return [dz, dz]
    if gate == "mul":
        return [inputs[1] * dz, x * dz]
    if gate == "max":
        return [dz, 0.0] if x > inputs[1] else [0.0, dz]
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
        return [x * (1 - x) * dz]
