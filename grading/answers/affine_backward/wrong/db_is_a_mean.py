# check: test-affine_backward-parameters
# hint: db is a mean over the batch; it should be a sum
# says: db is a mean over the batch; it should be a sum.
# about: mean instead of sum
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.mean(axis=0)
    return dx, dw, db
