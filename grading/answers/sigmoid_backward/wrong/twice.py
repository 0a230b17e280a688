# check: test-sigmoid_backward
# hint: it is twice as large as it should be
# says: it is twice as large as it should be.
# about: a factor of 2
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    return 2 * dout * s * (1 - s)
