# check: test-affine_backward-parameters, test-affine_backward-dx
# hint: ValueError
# about: unpacks what is not in the cache
import numpy as np


def affine_backward(dout, cache):
    x, w, b = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
