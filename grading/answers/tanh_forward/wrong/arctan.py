# check: test-tanh_forward
# hint: this is the arc tangent
# says: this is the arc tangent.
# about: the arc tangent
import numpy as np


def tanh_forward(x):
    out = np.arctan(x)
    return out, out


def tanh_backward(dout, cache):
    return dout * np.cos(cache) ** 2
