# check: test-affine_backward-parameters
# hint: dw has the wrong sign
# says: dw has the wrong sign.
# about: a minus
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = -(rows.T @ dout)
    db = dout.sum(axis=0)
    return dx, dw, db
