# about: piece by piece
import numpy as np


def maxout_forward(x, w, b):
    pieces = x @ w + b[:, None, :]
    out = pieces.max(axis=0)
    return out, (x, w, pieces)


def maxout_backward(dout, cache):
    x, w, pieces = cache
    winner = pieces.argmax(axis=0)
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros(w[:, 0].shape)
    for k in range(len(w)):
        d = np.where(winner == k, dout, 0)
        dx += d @ w[k].T
        dw[k] = x.T @ d
        db[k] = d.sum(axis=0)
    return dx, dw, db
