# check: test-tanh_forward, test-tanh_backward
# hint: this is the slope
# says: this is the slope, which belongs into the backward pass.
# about: the slope
import numpy as np


def tanh_forward(x):
    out = 1 - np.tanh(x) ** 2
    return out, out
