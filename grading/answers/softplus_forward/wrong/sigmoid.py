# check: test-softplus_forward, test-softplus_backward
# hint: this is the sigmoid
# says: this is the sigmoid, which is the slope of softplus.
# about: the sigmoid
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.exp(-np.logaddexp(0, -beta * x))
    return out, beta * x
