# about: GELU by erf; the cache is the slope
import numpy as np
from scipy.special import erf


def self_gated_forward(x, kind, beta=1.0):
    z = beta * x
    if kind == "swish":
        g = 1 / (1 + np.exp(-z))
        dg = g * (1 - g)
    elif kind == "gelu":
        g = 0.5 * (1 + erf(z / np.sqrt(2)))
        dg = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    elif kind == "hard_swish":
        g = np.clip(z / 6 + 0.5, 0, 1)
        dg = (np.abs(z) < 3) / 6
    else:
        raise ValueError(kind)
    out = x * g
    return out, g + z * dg


def self_gated_backward(dout, cache):
    return dout * cache
