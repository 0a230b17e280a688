# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: all features have the mean slope
# says: all features have the mean slope, not their own.
# about: the mean slope
import numpy as np


def prelu_forward(x, a):
    out = np.where(x > 0, x, a.mean() * x)
    return out, (x, a)
