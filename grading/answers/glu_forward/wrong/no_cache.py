# check: test-glu_forward, test-glu_backward
# hint: should return (out, cache)
# about: returns the output alone
def glu_forward(x, w, v, b, c, gate):
    h, _ = gate[0](x @ w + b)
    return h * (x @ v + c)
