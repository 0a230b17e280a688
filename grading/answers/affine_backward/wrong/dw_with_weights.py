# check: test-affine_backward-parameters
# hint: dw holds w; its factor is x
# says: dw holds w; its factor is x.
# about: w in place of x
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = w * dout.sum(axis=0)
    db = dout.sum(axis=0)
    return dx, dw, db
