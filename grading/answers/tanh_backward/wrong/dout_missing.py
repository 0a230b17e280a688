# check: test-tanh_backward
# hint: dout is missing
# says: dout is missing.
# about: the slope alone
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    return 1 - t**2
