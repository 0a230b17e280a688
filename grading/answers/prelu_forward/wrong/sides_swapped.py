# check: test-prelu_forward, test-prelu_backward-dx
# hint: the two sides are swapped
# says: the two sides are swapped.
# about: a x where x is positive
import numpy as np


def prelu_forward(x, a):
    out = np.where(x > 0, a * x, x)
    return out, (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx, da = np.where(x > 0, a * dout, dout), dout * x * (x > 0)
    da = np.broadcast_to(da, x.shape).sum(axis=0)
    return dx, da if len(da) == len(a) else da.sum(keepdims=True)
