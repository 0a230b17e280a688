# check: test-affine_backward-parameters, test-affine_backward-dx
# hint: dw of affine_backward has shape (2, 2, 2)
# about: dw before dx
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dw, dx, db
