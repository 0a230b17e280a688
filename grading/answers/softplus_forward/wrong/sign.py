# check: test-softplus_forward, test-softplus_backward
# hint: it falls where it should rise
# says: it falls where it should rise: look at the sign of the exponent.
# about: exp(-x)
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.logaddexp(0, -beta * x) / beta
    return out, beta * x
