# about: all by the outputs, with elif
from cs231n_utils.graphs import GATES


def gate_backward(gate, inputs, dz):
    z = GATES[gate](*inputs)
    grads = []
    if gate == "add":
        grads += [dz, dz]
    elif gate == "mul":
        a, b = inputs
        grads.append(b * dz)
        grads.append(a * dz)
    elif gate == "max":
        for value in inputs:
            grads.append(dz if value == z else 0.0)
    elif gate == "neg":
        grads.append(-1.0 * dz)
    elif gate == "exp":
        grads.append(z * dz)
    elif gate == "plus1":
        grads.append(1.0 * dz)
    elif gate == "inv":
        grads.append(-z * z * dz)
    elif gate == "sigmoid":
        grads.append(z * (1.0 - z) * dz)
    return grads
