# check: test-maxout_forward, test-maxout_backward
# hint: only the first piece is looked at
# says: only the first piece is looked at.
# about: the first piece
def maxout_forward(x, w, b):
    pieces = x @ w + b[:, None, :]
    out = pieces[0]
    return out, (x, w, b)


def maxout_backward(dout, cache):
    x, w, b = cache
    pieces = x @ w + b[:, None, :]
    d = (pieces == pieces.max(axis=0)) * dout
    return (d @ w.transpose(0, 2, 1)).sum(axis=0), x.T @ d, d.sum(axis=1)
