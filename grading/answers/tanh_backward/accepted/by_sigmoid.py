# about: 4 s (1 - s) with the sigmoid of 2x
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    x, _ = cache
    s = 1 / (1 + np.exp(-2 * x))
    return 4 * s * (1 - s) * dout
