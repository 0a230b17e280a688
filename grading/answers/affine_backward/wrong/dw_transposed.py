# check: test-affine_backward-parameters
# hint: dw of affine_backward has shape (2, 4)
# about: dw is (M, D)
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = dout.T @ rows
    db = dout.sum(axis=0)
    return dx, dw, db
