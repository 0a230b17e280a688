# check: test-softplus_backward
# hint: beta stands inside and before the logarithm
# says: beta stands inside and before the logarithm, and cancels: here it is left over.
# about: times beta
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    s = 1 / (1 + np.exp(-beta * x))
    return dout * s * beta
