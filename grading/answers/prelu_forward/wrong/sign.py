# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: the negative side has the wrong sign
# says: the negative side has the wrong sign.
# about: -a x
import numpy as np


def prelu_forward(x, a):
    out = np.where(x > 0, x, -a * x)
    return out, (x, a)
