# check: test-prelu_backward-dx
# hint: on the negative side x stands in place of dout
# says: on the negative side x stands in place of dout.
# about: a x on the negative side
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = np.where(x > 0, dout, a * x)
    da = (dout * np.minimum(x, 0)).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
