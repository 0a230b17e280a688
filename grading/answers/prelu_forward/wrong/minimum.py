# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: the minimum of x and a x is right only for slopes above 1
# says: the minimum of x and a x is right only for slopes above 1.
# about: min(x, a x)
import numpy as np


def prelu_forward(x, a):
    out = np.minimum(x, a * x)
    return out, (x, a)
