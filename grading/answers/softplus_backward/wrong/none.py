# check: test-softplus_backward
# hint: is missing
# about: nothing is returned
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    s = 1 / (1 + np.exp(-beta * x))
    dout * s
