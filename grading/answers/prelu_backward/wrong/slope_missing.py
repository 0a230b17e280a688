# check: test-prelu_backward-dx
# hint: dx is dout itself
# says: dx is dout itself: the slope of the negative side is missing.
# about: dout everywhere
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = dout * 1.0
    da = (dout * np.minimum(x, 0)).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
