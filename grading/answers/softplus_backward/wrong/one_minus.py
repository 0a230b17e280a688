# check: test-softplus_backward
# hint: it falls where it should rise
# says: it falls where it should rise.
# about: 1 - s
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    s = 1 / (1 + np.exp(-beta * x))
    return dout * (1 - s)
