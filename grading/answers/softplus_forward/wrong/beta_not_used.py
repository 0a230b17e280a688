# check: test-softplus_forward
# hint: beta is not used
# says: beta is not used.
# about: beta
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.logaddexp(0, x)
    return out, (beta * x, beta)


def softplus_backward(dout, cache):
    z, beta = cache
    return dout / (1 + np.exp(-z / beta))
