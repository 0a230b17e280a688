# check: test-sigmoid_backward
# hint: dx of sigmoid_backward is missing
# about: nothing is returned
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    dout * s * (1 - s)
