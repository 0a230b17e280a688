# check: test-softplus_forward, test-softplus_backward
# hint: it gives x itself too early
# says: it gives x itself too early.
# about: x from 1 on
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.where(beta * x > 1, x, np.logaddexp(0, beta * x) / beta)
    return out, beta * x
