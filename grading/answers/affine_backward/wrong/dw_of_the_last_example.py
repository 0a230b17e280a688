# check: test-affine_backward-parameters
# hint: dw is that of the last example alone
# says: dw is that of the last example alone.
# about: = instead of += in the loop
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = np.outer(rows[-1], dout[-1])
    db = dout.sum(axis=0)
    return dx, dw, db
