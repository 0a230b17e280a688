# check: test-maxout_forward, test-maxout_backward
# hint: all units get the same maximum
# says: all units get the same maximum.
# about: max over everything
import numpy as np


def maxout_forward(x, w, b):
    pieces = x @ w + b[:, None, :]
    out = np.full(pieces.shape[1:], pieces.max())
    return out, (x, w, b)


def maxout_backward(dout, cache):
    x, w, b = cache
    pieces = x @ w + b[:, None, :]
    d = (pieces == pieces.max(axis=0)) * dout
    return (d @ w.transpose(0, 2, 1)).sum(axis=0), x.T @ d, d.sum(axis=1)
