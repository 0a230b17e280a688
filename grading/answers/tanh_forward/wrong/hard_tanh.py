# check: test-tanh_forward, test-tanh_backward
# hint: this is a piecewise line
# says: this is a piecewise line, the hard tanh.
# about: a piecewise line
import numpy as np


def tanh_forward(x):
    out = np.clip(x, -1, 1)
    return out, out
