# check: test-prelu_backward-dx
# hint: the sides are chosen by dout
# says: the sides are chosen by dout, not by x.
# about: the mask is taken from dout
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = np.where(dout > 0, dout, a * dout)
    da = (dout * np.minimum(x, 0)).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
