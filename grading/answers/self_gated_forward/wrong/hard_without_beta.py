# check: test-self_gated_forward, test-self_gated_backward
# hint: in the gate of hard-swish beta is not used
# says: in the gate of hard-swish beta is not used.
# about: beta
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
        g = np.clip(x / 6 + 0.5, 0, 1)
        dg = (np.abs(z) < 3) / 6
    else:
        raise ValueError(kind)
    out = x * g
    return out, (z, g, dg)


def self_gated_backward(dout, cache):
    z, g, dg = cache
    return dout * (g + z * dg)
