# check: test-prelu_backward-dx
# hint: the gradient is 0 where x is negative
# says: the gradient is 0 where x is negative, as it is for ReLU.
# about: 0 where x is negative
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = dout * (x > 0)
    da = (dout * np.minimum(x, 0)).sum(axis=0)
    if len(a) == 1:
        da = da.sum(keepdims=True)
    return dx, da
