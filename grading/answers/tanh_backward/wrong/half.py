# check: test-tanh_backward
# hint: it is half as large as it should be
# says: it is half as large as it should be.
# about: half of it
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    return dout * (1 - t**2) / 2
