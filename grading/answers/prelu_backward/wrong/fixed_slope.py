# check: test-prelu_backward-dx
# hint: the slope is fixed at 0.01
# says: the slope is fixed at 0.01.
# about: slope 0.01
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = np.where(x > 0, dout, 0.01 * dout)
    da = (dout * np.minimum(x, 0)).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
