# check: test-self_gated_forward
# hint: the gate goes up to 2
# says: the gate goes up to 2: a half is missing.
# about: 1 + erf
import numpy as np
from scipy.special import erf


def self_gated_forward(x, kind, beta=1.0):
    z = beta * x
    if kind == "swish":
        g = 1 / (1 + np.exp(-z))
        dg = g * (1 - g)
    elif kind == "gelu":
        g = 1 + erf(z / np.sqrt(2))
        dg = 2 * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
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
