# check: test-sigmoid_backward
# hint: the sigmoid is taken twice
# says: the sigmoid is taken twice, of the input and of the output.
# about: takes the sigmoid of the output
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    return dout / (1 + np.exp(-s)) * (1 - 1 / (1 + np.exp(-s)))
