# check: test-softplus_forward, test-softplus_backward
# hint: beta is not used
# says: beta is not used.
# about: beta
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.logaddexp(0, x)
    return out, beta * x
