# check: test-tanh_backward
# hint: the square belongs to the output alone
# says: the square belongs to the output alone.
# about: (1 - t)^2
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    return dout * (1 - t) ** 2
