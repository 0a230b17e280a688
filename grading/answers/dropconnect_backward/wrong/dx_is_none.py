# check: test-dropconnect_backward
# hint: dx of dropconnect_backward is missing
# about: dx is missing


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = None
    dw = (x.T @ dout) * mask
    db = dout.sum(axis=0)
    return dx, dw, db
