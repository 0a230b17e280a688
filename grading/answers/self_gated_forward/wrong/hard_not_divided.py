# check: test-self_gated_forward
# hint: the gate goes up to 6
# says: the gate goes up to 6: it is not divided by 6.
# about: clip(z + 3, 0, 6)
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
        g = np.clip(z + 3, 0, 6)
        dg = np.abs(z) < 3
    else:
        raise ValueError(kind)
    out = x * g
    return out, (z, g, dg)


def self_gated_backward(dout, cache):
    z, g, dg = cache
    return dout * (g + z * dg)
