# check: test-sigmoid_backward
# hint: this is the slope of tanh
# says: this is the slope of tanh, not of the sigmoid.
# about: 1 - s^2
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    _, s = cache
    return dout * (1 - s**2)
