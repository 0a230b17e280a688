# check: test-tanh_forward, test-tanh_backward
# hint: this is the hyperbolic sine
# says: this is the hyperbolic sine: the denominator is missing.
# about: the hyperbolic sine
import numpy as np


def tanh_forward(x):
    out = np.sinh(np.clip(x, -700, 700))
    return out, out
