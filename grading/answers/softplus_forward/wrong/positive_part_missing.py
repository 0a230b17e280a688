# check: test-softplus_forward, test-softplus_backward
# hint: the part that grows with x is missing
# says: the part that grows with x is missing.
# about: log(1 + exp(-|x|)) alone
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.log1p(np.exp(-np.abs(beta * x))) / beta
    return out, beta * x
