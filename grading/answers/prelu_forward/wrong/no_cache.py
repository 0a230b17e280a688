# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: should return (out, cache)
# about: returns the output alone
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x)
