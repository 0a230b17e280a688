# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: the slope is added
# says: the slope is added, not multiplied.
# about: max(0, x) + a
import numpy as np


def prelu_forward(x, a):
    out = np.maximum(x, 0) + a
    return out, (x, a)
