# about: match and case, with 1 / (e^x + 2 + e^-x) for the sigmoid
import numpy as np


def gate_backward(gate, inputs, dz):
    match gate, *inputs:
        case "add", _, _:
            return dz, dz
        case "mul", x, y:
            return dz * y, dz * x
        case "max", x, y:
            return (dz, 0) if x >= y else (0, dz)
        case "neg", _:
            return (-dz,)
        case "exp", x:
            return (np.exp(x) * dz,)
        case "plus1", _:
            return (dz,)
        case "inv", x:
            return (-dz * x**-2,)
        case "sigmoid", x:
            return (dz / (np.exp(x) + 2 + np.exp(-x)),)
