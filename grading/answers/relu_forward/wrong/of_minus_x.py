# check: test-relu_forward
# hint: the sign of x is turned round first
# says: the sign of x is turned round first.
# about: max(0, -x)
import numpy as np


def relu_forward(x):
    out = np.maximum(0, -x)
    return out, x
