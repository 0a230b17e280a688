# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: a x is added on both sides
# says: a x is added on both sides.
# about: max(0, x) + a x
import numpy as np


def prelu_forward(x, a):
    out = np.maximum(x, 0) + a * x
    return out, (x, a)
