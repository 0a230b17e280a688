# check: test-sigmoid_forward, test-sigmoid_backward
# hint: this is the slope
# says: this is the slope, which belongs into the backward pass.
# about: the slope in place of the value
import numpy as np


def sigmoid_forward(x):
    out = 1 / (2 + np.exp(np.clip(x, -700, 700)) + np.exp(-np.clip(x, -700, 700)))
    return out, out
