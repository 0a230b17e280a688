# check: test-affine_backward-parameters
# hint: dw belongs to examples that are flattened column by column
# says: dw belongs to examples that are flattened column by column.
# about: another order in flattening
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = (
        np.array([one.ravel(order="F") for one in x]).T @ dout
        if x.ndim > 2
        else rows.T @ dout
    )
    db = dout.sum(axis=0)
    return dx, dw, db
