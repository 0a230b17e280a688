# check: test-prelu_backward-dx
# hint: the slope is used on both sides
# says: the slope is used on both sides.
# about: a dout everywhere
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = a * dout
    da = (dout * np.minimum(x, 0)).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
