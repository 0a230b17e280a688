# check: test-prelu_forward
# hint: a x is added on both sides
# says: a x is added on both sides.
# about: max(0, x) + a x
import numpy as np


def prelu_forward(x, a):
    out = np.maximum(x, 0) + a * x
    return out, (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx, da = dout * ((x > 0) + a), dout * x
    da = np.broadcast_to(da, x.shape).sum(axis=0)
    return dx, da if len(da) == len(a) else da.sum(keepdims=True)
