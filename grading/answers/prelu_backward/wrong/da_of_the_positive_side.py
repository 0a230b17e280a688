# check: test-prelu_backward-da
# hint: it counts the positive inputs
# says: it counts the positive inputs, whose slope is not a.
# about: x > 0
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = np.where(x > 0, dout, a * dout)
    da = (dout * np.maximum(x, 0)).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
