# check: test-tanh_forward
# hint: this is the sigmoid
# says: this is the sigmoid, not tanh.
# about: the sigmoid
import numpy as np


def tanh_forward(x):
    out = 1 / (1 + np.exp(-x))
    return out, out


def tanh_backward(dout, cache):
    return dout * cache * (1 - cache)
