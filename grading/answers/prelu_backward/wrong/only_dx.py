# check: test-prelu_backward-dx, test-prelu_backward-da
# hint: should return (dx, da)
# about: returns dx alone
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    return np.where(x > 0, dout, a * dout)
