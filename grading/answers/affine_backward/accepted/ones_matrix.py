# about: db by a product with ones
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    N, D = x.shape[0], w.shape[0]
    dx = np.reshape(dout.dot(np.transpose(w)), x.shape)
    dw = np.transpose(x.reshape((N, D))).dot(dout)
    db = np.ones(N).dot(dout)
    return dx, dw, db
