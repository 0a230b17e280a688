# check: test-softplus_forward, test-softplus_backward
# hint: x is not multiplied by beta
# says: x is not multiplied by beta.
# about: beta
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.logaddexp(0, x) / beta
    return out, beta * x
