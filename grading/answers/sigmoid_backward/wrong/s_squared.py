# check: test-sigmoid_backward
# hint: the output is squared where it should not be
# says: the output is squared where it should not be.
# about: s^2 (1 - s)
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    return dout * s**2 * (1 - s)
