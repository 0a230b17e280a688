# check: test-prelu_forward, test-prelu_backward-dx
# hint: on the negative side x is missing
# says: on the negative side x is missing.
# about: a in place of a x
import numpy as np


def prelu_forward(x, a):
    out = np.where(x > 0, x, a)
    return out, (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx, da = dout * (x > 0), dout * (x <= 0)
    da = np.broadcast_to(da, x.shape).sum(axis=0)
    return dx, da if len(da) == len(a) else da.sum(keepdims=True)
