# check: test-prelu_backward-da
# hint: has shape (2, 3), but should have shape (3,)
# about: one for each input
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = np.where(x > 0, dout, a * dout)
    return dx, dout * np.minimum(x, 0)
