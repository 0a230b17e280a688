# check: test-affine_backward-parameters
# hint: dw of affine_backward has shape (2, 2, 2)
# about: x is not made rows
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
