# check: test-softplus_backward
# hint: this is the slope of the sigmoid
# says: this is the slope of the sigmoid.
# about: s (1 - s)
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    s = 1 / (1 + np.exp(-beta * x))
    return dout * s * (1 - s)
