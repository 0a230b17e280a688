# check: test-tanh_forward, test-tanh_backward
# hint: should return (out, cache)
# about: returns the output alone
import numpy as np


def tanh_forward(x):
    return np.tanh(x)
