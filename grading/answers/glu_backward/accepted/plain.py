# about: matrix products
def glu_forward(x, w, v, b, c, gate):
    forward, backward = gate
    a, u = x @ w + b, x @ v + c
    h, cache_h = forward(a)
    out = h * u
    return out, (x, w, v, h, u, cache_h, backward)


def glu_backward(dout, cache):
    x, w, v, h, u, cache_h, backward = cache
    da = backward(dout * u, cache_h)
    du = dout * h
    dx = da @ w.T + du @ v.T
    return dx, x.T @ da, x.T @ du, da.sum(axis=0), du.sum(axis=0)
