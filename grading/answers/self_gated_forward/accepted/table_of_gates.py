# about: gates in a dict; an unknown kind is found there
import numpy as np
from scipy.special import ndtr


GATES = {
    "swish": (lambda z: (1 + np.tanh(z / 2)) / 2, lambda z: 0.25 / np.cosh(z / 2) ** 2),
    "gelu": (ndtr, lambda z: np.exp(-z * z / 2) / np.sqrt(2 * np.pi)),
    "hard_swish": (
        lambda z: np.clip((z + 3) / 6, 0, 1),
        lambda z: np.where((z > -3) & (z < 3), 1 / 6, 0),
    ),
}


def self_gated_forward(x, kind, beta=1.0):
    if kind not in GATES:
        raise ValueError(f"{kind} is none of {list(GATES)}")
    return x * GATES[kind][0](beta * x), (x, kind, beta)


def self_gated_backward(dout, cache):
    x, kind, beta = cache
    gate, slope = GATES[kind]
    return dout * gate(beta * x) + dout * beta * x * slope(beta * x)
