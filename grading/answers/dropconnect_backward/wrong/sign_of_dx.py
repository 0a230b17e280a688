# check: test-dropconnect_backward
# hint: all of dx is -1 times
# about: the sign of dx is wrong


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = -dout @ used.T
    dw = (x.T @ dout) * mask
    db = dout.sum(axis=0)
    return dx, dw, db
