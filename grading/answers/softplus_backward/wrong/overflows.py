# check: test-softplus_backward
# hint: nan or infinite
# about: exp(z) / (1 + exp(z))
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    e = np.exp(beta * x)
    return dout * e / (1 + e)
