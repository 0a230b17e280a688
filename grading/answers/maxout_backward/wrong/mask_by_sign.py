# check: test-maxout_backward
# hint: wrong in dx, dw, db
# about: pieces that are positive, as for ReLU
def maxout_forward(x, w, b):
    pieces = x @ w + b[:, None, :]
    out = pieces.max(axis=0)
    return out, (x, w, pieces)


def maxout_backward(dout, cache):
    x, w, pieces = cache
    won = pieces == pieces.max(axis=0)
    d = (pieces > 0) * dout
    dx = (d @ w.transpose(0, 2, 1)).sum(axis=0)
    dw = x.T @ d
    db = d.sum(axis=1)
    return dx, dw, db
