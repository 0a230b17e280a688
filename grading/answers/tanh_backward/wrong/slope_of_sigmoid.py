# check: test-tanh_backward
# hint: this is the slope of the sigmoid
# says: this is the slope of the sigmoid, not of tanh.
# about: t (1 - t)
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    return dout * t * (1 - t)
