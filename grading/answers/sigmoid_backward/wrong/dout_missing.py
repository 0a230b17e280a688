# check: test-sigmoid_backward
# hint: dout is missing
# says: dout is missing.
# about: the slope alone
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    return s * (1 - s)
