# check: test-softplus_forward
# hint: large x is clipped
# says: large x is clipped, so the output does not grow with it.
# about: clips x at 50
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.log1p(np.exp(np.clip(beta * x, -50, 50))) / beta
    return out, beta * x
