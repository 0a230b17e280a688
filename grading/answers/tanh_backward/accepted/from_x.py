# about: 1 / cosh^2, from the input
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    x, _ = cache
    return dout / np.cosh(x) ** 2
