# check: test-tanh_forward, test-tanh_backward
# hint: this is the hyperbolic cosine
# says: this is the hyperbolic cosine: the numerator has a wrong sign.
# about: the hyperbolic cosine
import numpy as np


def tanh_forward(x):
    out = np.cosh(np.clip(x, -700, 700))
    return out, out
