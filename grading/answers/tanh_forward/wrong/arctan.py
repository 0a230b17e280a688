# check: test-tanh_forward, test-tanh_backward
# hint: this is the arc tangent
# says: this is the arc tangent.
# about: the arc tangent
import numpy as np


def tanh_forward(x):
    out = np.arctan(x)
    return out, out
