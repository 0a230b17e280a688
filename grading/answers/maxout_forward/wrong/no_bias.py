# check: test-maxout_forward, test-maxout_backward
# hint: the biases are missing
# says: the biases are missing.
# about: x w
def maxout_forward(x, w, b):
    pieces = x @ w
    out = pieces.max(axis=0)
    return out, (x, w, b)


def maxout_backward(dout, cache):
    x, w, b = cache
    pieces = x @ w + b[:, None, :]
    d = (pieces == pieces.max(axis=0)) * dout
    return (d @ w.transpose(0, 2, 1)).sum(axis=0), x.T @ d, d.sum(axis=1)
