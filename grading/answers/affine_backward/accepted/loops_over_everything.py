# about: index by index, returns a list
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(len(x), -1)
    (N, D), M = rows.shape, w.shape[1]
    dx, dw, db = np.zeros((N, D)), np.zeros((D, M)), np.zeros(M)
    for n in range(N):
        for m in range(M):
            db[m] += dout[n, m]
            for d in range(D):
                dw[d, m] += rows[n, d] * dout[n, m]
                dx[n, d] += w[d, m] * dout[n, m]
    return [dx.reshape(x.shape), dw, db]
