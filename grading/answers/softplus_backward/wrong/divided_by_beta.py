# check: test-softplus_backward
# hint: it is divided by beta
# says: it is divided by beta, but the inner derivative is missing.
# about: divided by beta
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    s = 1 / (1 + np.exp(-beta * x))
    return dout * s / beta
