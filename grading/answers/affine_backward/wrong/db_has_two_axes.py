# check: test-affine_backward-parameters
# hint: db of affine_backward has shape (1, 2)
# about: keepdims=True
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=0, keepdims=True)
    return dx, dw, db
