# about: a loop, with both answers
import numpy as np


def affine_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]))
    for i in range(x.shape[0]):
        out[i] = x[i].flatten().dot(w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)
    for i in range(x.shape[0]):
        dx[i] = (w @ dout[i]).reshape(x.shape[1:])
        dw += np.outer(x[i], dout[i])
        db += dout[i]
    return dx, dw, db
