# check: test-tanh_forward, test-tanh_backward
# hint: this is the sigmoid
# says: this is the sigmoid, not tanh.
# about: the sigmoid
import numpy as np


def tanh_forward(x):
    out = 1 / (1 + np.exp(-x))
    return out, out
