# check: test-affine_backward-parameters
# hint: dw is divided by the number of examples; the loss has taken the mean already
# says: dw is divided by the number of examples; the loss has taken the mean already.
# about: dw divided by N
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = rows.T @ dout / len(x)
    db = dout.sum(axis=0)
    return dx, dw, db
