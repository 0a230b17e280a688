# check: test-prelu_forward, test-prelu_backward-dx
# hint: the negative side has the wrong sign
# says: the negative side has the wrong sign.
# about: -a x
import numpy as np


def prelu_forward(x, a):
    out = np.where(x > 0, x, -a * x)
    return out, (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx, da = np.where(x > 0, dout, -a * dout), -dout * x * (x <= 0)
    da = np.broadcast_to(da, x.shape).sum(axis=0)
    return dx, da if len(da) == len(a) else da.sum(keepdims=True)
