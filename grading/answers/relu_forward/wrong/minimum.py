# check: test-relu_forward
# hint: that keeps the negative entries and drops the positive ones
# says: that keeps the negative entries and drops the positive ones.
# about: np.minimum
import numpy as np


def relu_forward(x):
    out = np.minimum(0, x)
    return out, x
