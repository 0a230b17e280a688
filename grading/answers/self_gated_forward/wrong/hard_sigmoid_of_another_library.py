# check: test-self_gated_forward
# hint: the gate of hard-swish has slope 1/6
# says: the gate of hard-swish has slope 1/6, not 1/5.
# about: slope 0.2
import numpy as np
from scipy.special import ndtr


def self_gated_forward(x, kind, beta=1.0):
    z = beta * x
    if kind == "swish":
        g = 1 / (1 + np.exp(-z))
        dg = g * (1 - g)
    elif kind == "gelu":
        g = ndtr(z)
        dg = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    elif kind == "hard_swish":
        g = np.clip(0.2 * z + 0.5, 0, 1)
        dg = (np.abs(z) < 2.5) / 5
    else:
        raise ValueError(kind)
    out = x * g
    return out, (z, g, dg)


def self_gated_backward(dout, cache):
    z, g, dg = cache
    return dout * (g + z * dg)
