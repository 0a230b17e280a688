# check: test-sigmoid_backward
# hint: it is divided by the number of examples; the loss does that
# says: it is divided by the number of examples; the loss does that.
# about: divided by N
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    return dout * s * (1 - s) / len(s)
