# check: test-affine_backward-dx
# hint: w is reshaped where it should be transposed
# says: w is reshaped where it should be transposed.
# about: reshape in place of .T
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.reshape(w.T.shape)).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
