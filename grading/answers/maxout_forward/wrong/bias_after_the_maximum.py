# check: test-maxout_forward, test-maxout_backward
# hint: the biases are added after the maximum
# says: the biases are added after the maximum.
# about: max(x w) + max(b)
def maxout_forward(x, w, b):
    pieces = x @ w
    out = pieces.max(axis=0) + b.max(axis=0)
    return out, (x, w, b)


def maxout_backward(dout, cache):
    x, w, b = cache
    pieces = x @ w + b[:, None, :]
    d = (pieces == pieces.max(axis=0)) * dout
    return (d @ w.transpose(0, 2, 1)).sum(axis=0), x.T @ d, d.sum(axis=1)
