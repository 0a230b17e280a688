# check: test-affine_backward-dx
# hint: dx is folded back column by column
# says: dx is folded back column by column.
# about: another order in folding
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = np.array([one.reshape(x.shape[1:], order="F") for one in dout @ w.T])
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
