# check: test-tanh_forward, test-tanh_backward
# hint: this is softsign
# says: this is softsign: it comes to its ends too slowly.
# about: x / (1 + |x|)
import numpy as np


def tanh_forward(x):
    out = x / (1 + np.abs(x))
    return out, out


def tanh_backward(dout, cache):
    return dout * (1 - np.abs(cache)) ** 2
