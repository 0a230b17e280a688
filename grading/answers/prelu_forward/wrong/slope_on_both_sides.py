# check: test-prelu_forward, test-prelu_backward-dx
# hint: the slope is used on both sides
# says: the slope is used on both sides.
# about: a x everywhere
import numpy as np


def prelu_forward(x, a):
    out = a * x
    return out, (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx, da = a * dout, dout * x
    da = np.broadcast_to(da, x.shape).sum(axis=0)
    return dx, da if len(da) == len(a) else da.sum(keepdims=True)
