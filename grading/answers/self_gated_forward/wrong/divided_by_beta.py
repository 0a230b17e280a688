# check: test-self_gated_forward
# hint: x is divided by beta in the gate
# says: x is divided by beta in the gate.
# about: x g(x / beta)
import numpy as np
from scipy.special import ndtr


def self_gated_forward(x, kind, beta=1.0):
    z = x / beta
    if kind == "swish":
        g = 1 / (1 + np.exp(-z))
        dg = g * (1 - g)
    elif kind == "gelu":
        g = ndtr(z)
        dg = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    elif kind == "hard_swish":
        g = np.clip(z / 6 + 0.5, 0, 1)
        dg = (np.abs(z) < 3) / 6
    else:
        raise ValueError(kind)
    out = x * g
    return out, (z, g, dg)


def self_gated_backward(dout, cache):
    z, g, dg = cache
    return dout * (g + z * dg)
