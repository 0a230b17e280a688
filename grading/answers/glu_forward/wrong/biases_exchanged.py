# check: test-glu_forward, test-glu_backward
# hint: the biases are exchanged
# says: the biases are exchanged.
# about: b and c exchanged
def glu_forward(x, w, v, b, c, gate):
    forward, backward = gate
    a, u = x @ w + c, x @ v + b
    h, cache_h = forward(a)
    out = h * u
    return out, (x, w, v, h, u, cache_h, backward)


def glu_backward(dout, cache):
    x, w, v, h, u, cache_h, backward = cache
    da, du = backward(dout * u, cache_h), dout * h
    dx = da @ w.T + du @ v.T
    return dx, x.T @ da, x.T @ du, da.sum(axis=0), du.sum(axis=0)
