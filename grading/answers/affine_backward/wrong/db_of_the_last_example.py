# check: test-affine_backward-parameters
# hint: db is that of the last example alone
# says: db is that of the last example alone.
# about: = instead of += in the loop
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout[-1]
    return dx, dw, db
