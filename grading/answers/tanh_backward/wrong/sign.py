# check: test-tanh_backward
# hint: the sign is wrong
# says: the sign is wrong.
# about: the sign
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    return dout * (t**2 - 1)
