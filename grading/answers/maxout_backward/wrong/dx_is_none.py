# check: test-maxout_backward
# hint: dx of maxout_backward is missing
# about: dx is not done
def maxout_forward(x, w, b):
    pieces = x @ w + b[:, None, :]
    out = pieces.max(axis=0)
    return out, (x, w, pieces)


def maxout_backward(dout, cache):
    x, w, pieces = cache
    won = pieces == pieces.max(axis=0)
    d = won * dout
    dx = (d @ w.transpose(0, 2, 1)).sum(axis=0)
    dw = x.T @ d
    db = d.sum(axis=1)
    return None, dw, db
