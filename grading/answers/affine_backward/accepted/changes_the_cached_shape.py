# about: flattens the cached x in place
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    shape = x.shape
    x = np.ascontiguousarray(x)
    x.shape = (shape[0], int(np.prod(shape[1:])))
    dw = (dout.T @ x).T
    dx = (w @ dout.T).T.reshape(shape)
    db = np.add.reduce(dout)
    x.shape = shape
    return dx, dw, db
