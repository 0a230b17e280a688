# check: test-prelu_backward-da
# hint: it counts all inputs; on the positive side the slope is not a
# says: it counts all inputs; on the positive side the slope is not a.
# about: all inputs
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = np.where(x > 0, dout, a * dout)
    da = (dout * x).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
