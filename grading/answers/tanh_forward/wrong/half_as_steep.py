# check: test-tanh_forward
# hint: this is tanh of half of x
# says: this is tanh of half of x.
# about: 2 sigmoid(x) - 1
import numpy as np


def tanh_forward(x):
    out = 2 / (1 + np.exp(-x)) - 1
    return out, out


def tanh_backward(dout, cache):
    return dout * (1 - cache**2) / 2
