# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: the two sides are swapped
# says: the two sides are swapped.
# about: a x where x is positive
import numpy as np


def prelu_forward(x, a):
    out = np.where(x > 0, a * x, x)
    return out, (x, a)
