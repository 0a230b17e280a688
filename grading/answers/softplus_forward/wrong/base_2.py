# check: test-softplus_forward, test-softplus_backward
# hint: the logarithm has base 2
# says: the logarithm has base 2.
# about: log2
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.logaddexp2(0, beta * x / np.log(2)) / beta
    return out, (beta * x, beta)


def softplus_backward(dout, cache):
    z, beta = cache
    return dout / (1 + np.exp(-z)) / np.log(2)
