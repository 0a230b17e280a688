# check: test-softplus_forward, test-softplus_backward
# hint: should return (out, cache)
# about: returns the output alone
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta
