# check: test-maxout_backward
# hint: right where there is one piece
# about: dx through w[0] only
def maxout_forward(x, w, b):
    pieces = x @ w + b[:, None, :]
    out = pieces.max(axis=0)
    return out, (x, w, pieces)


def maxout_backward(dout, cache):
    x, w, pieces = cache
    won = pieces == pieces.max(axis=0)
    d = won * dout
    dx = d[0] @ w[0].T
    dw = x.T @ d
    db = d.sum(axis=1)
    return dx, dw, db
