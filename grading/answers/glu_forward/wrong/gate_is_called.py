# check: test-glu_forward, test-glu_backward
# hint: TypeError
# about: the pair is called
def glu_forward(x, w, v, b, c, gate):
    backward = gate
    a, u = x @ w + b, x @ v + c
    h, cache_h = gate(a)
    out = h * u
    return out, (x, w, v, h, u, cache_h, backward)


def glu_backward(dout, cache):
    x, w, v, h, u, cache_h, backward = cache
    da, du = backward(dout * u, cache_h), dout * h
    dx = da @ w.T + du @ v.T
    return dx, x.T @ da, x.T @ du, da.sum(axis=0), du.sum(axis=0)
