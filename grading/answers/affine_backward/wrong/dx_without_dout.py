# check: test-affine_backward-dx
# hint: dx forgets dout: it is the sum of the weights
# says: dx forgets dout: it is the sum of the weights.
# about: dout is taken for ones
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (np.ones_like(dout) @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
