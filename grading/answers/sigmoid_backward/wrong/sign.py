# check: test-sigmoid_backward
# hint: the sign is wrong
# says: the sign is wrong.
# about: the sign
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    return -dout * s * (1 - s)
