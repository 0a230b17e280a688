# check: test-affine_backward-dx
# hint: dx is divided by the number of examples
# says: dx is divided by the number of examples.
# about: dx divided by N
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape) / len(x)
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
