# check: test-self_gated_forward
# hint: this is the approximation of GELU by a sigmoid of 1.702 x
# says: this is the approximation of GELU by a sigmoid of 1.702 x.
# about: the sigmoid approximation
import numpy as np


def self_gated_forward(x, kind, beta=1.0):
    z = beta * x
    if kind == "swish":
        g = 1 / (1 + np.exp(-z))
        dg = g * (1 - g)
    elif kind == "gelu":
        g = 1 / (1 + np.exp(-1.702 * z))
        dg = 1.702 * g * (1 - g)
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
