# check: test-sigmoid_forward, test-sigmoid_backward
# hint: this is a piecewise line
# says: this is a piecewise line, the hard sigmoid.
# about: a piecewise line
import numpy as np


def sigmoid_forward(x):
    out = np.clip(0.2 * x + 0.5, 0, 1)
    return out, out
