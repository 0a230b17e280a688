# check: test-softplus_backward
# hint: has shape (3,), but should have shape (2, 3)
# about: summed over the batch
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    s = 1 / (1 + np.exp(-beta * x))
    return (dout * s).sum(axis=0)
