# about: a loop over examples and units
import numpy as np


def maxout_forward(x, w, b):
    pieces = x @ w + b[:, None, :]
    out = pieces.max(axis=0)
    return out, (x, w, pieces)


def maxout_backward(dout, cache):
    x, w, pieces = cache
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros(w[:, 0].shape)
    for n, m in np.ndindex(dout.shape):
        k = pieces[:, n, m].argmax()
        dx[n] += dout[n, m] * w[k, :, m]
        dw[k, :, m] += dout[n, m] * x[n]
        db[k, m] += dout[n, m]
    return [dx, dw, db]
