# check: test-affine_backward-parameters
# hint: db of affine_backward has shape (2, 2)
# about: db is not summed
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout
    return dx, dw, db
