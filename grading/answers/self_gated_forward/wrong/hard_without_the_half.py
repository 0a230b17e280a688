# check: test-self_gated_forward
# hint: the gate is 0 at 0
# says: the gate is 0 at 0: a half is missing.
# about: z / 6
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
        g = np.clip(z / 6, 0, 1)
        dg = ((z > 0) & (z < 6)) / 6
    else:
        raise ValueError(kind)
    out = x * g
    return out, (z, g, dg)


def self_gated_backward(dout, cache):
    z, g, dg = cache
    return dout * (g + z * dg)
