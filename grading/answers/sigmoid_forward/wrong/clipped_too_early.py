# check: test-sigmoid_forward, test-sigmoid_backward
# hint: inputs are clipped too early
# says: inputs are clipped too early, and the ends are not 0 and 1.
# about: clips the input at 10
import numpy as np


def sigmoid_forward(x):
    out = 1 / (1 + np.exp(-np.clip(x, -10, 10)))
    return out, out
