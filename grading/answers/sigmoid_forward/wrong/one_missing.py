# check: test-sigmoid_forward, test-sigmoid_backward
# hint: the 1 in the denominator is missing
# says: the 1 in the denominator is missing.
# about: 1 / exp(-x)
import numpy as np


def sigmoid_forward(x):
    out = 1 / np.exp(-np.clip(x, -50, 50))
    return out, out
