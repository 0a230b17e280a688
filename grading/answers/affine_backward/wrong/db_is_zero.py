# check: test-affine_backward-parameters
# hint: db is zero: the bias goes into every row of out
# says: db is zero: the bias goes into every row of out.
# about: db is left at zero
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout
    db = np.zeros(dout.shape[1])
    return dx, dw, db
