# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: could not be broadcast
# about: a as a column
import numpy as np


def prelu_forward(x, a):
    out = np.where(x > 0, x, a[:, None] * x)
    return out, (x, a)
