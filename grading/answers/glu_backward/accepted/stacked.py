# about: both branches at once
import numpy as np


def glu_forward(x, w, v, b, c, gate):
    forward, backward = gate
    a, u = x @ w + b, x @ v + c
    h, cache_h = forward(a)
    out = h * u
    return out, (x, w, v, h, u, cache_h, backward)


def glu_backward(dout, cache):
    x, w, v, h, u, cache_h, backward = cache
    d = np.hstack([backward(dout * u, cache_h), dout * h])
    dx, both = d @ np.hstack([w, v]).T, x.T @ d
    (dw, dv), (db, dc) = np.split(both, 2, 1), np.split(d.sum(0), 2)
    return dx, dw, dv, db, dc
