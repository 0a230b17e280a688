# check: test-tanh_forward, test-tanh_backward
# hint: this is the tangent
# says: this is the tangent, not the hyperbolic one.
# about: the tangent
import numpy as np


def tanh_forward(x):
    out = np.tan(x)
    return out, out
