# check: test-prelu_forward, test-prelu_backward-dx
# hint: the slope is added
# says: the slope is added, not multiplied.
# about: max(0, x) + a
import numpy as np


def prelu_forward(x, a):
    out = np.maximum(x, 0) + a
    return out, (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx, da = dout * (x > 0), dout
    da = np.broadcast_to(da, x.shape).sum(axis=0)
    return dx, da if len(da) == len(a) else da.sum(keepdims=True)
