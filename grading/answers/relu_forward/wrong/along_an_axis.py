# check: test-relu_forward, test-relu_backward
# hint: has shape (2,), but should have shape (2, 3)
# about: a maximum over the features
import numpy as np


def relu_forward(x):
    out = np.maximum(0, x.max(axis=1))
    return out, x
