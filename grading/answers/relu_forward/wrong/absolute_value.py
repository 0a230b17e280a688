# check: test-relu_forward
# hint: that is the absolute value: negative entries should become 0
# says: that is the absolute value: negative entries should become 0.
# about: np.abs
import numpy as np


def relu_forward(x):
    out = np.abs(x)
    return out, x
