# check: test-relu_forward, test-relu_backward
# hint: should return (out, cache)
# about: returns out alone
import numpy as np


def relu_forward(x):
    out = np.maximum(0, x)
    return out
