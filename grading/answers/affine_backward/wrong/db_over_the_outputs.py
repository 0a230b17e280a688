# check: test-affine_backward-parameters
# hint: db is summed over the outputs; sum it over the batch
# says: db is summed over the outputs; sum it over the batch.
# about: axis=1
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=1)
    return dx, dw, db
