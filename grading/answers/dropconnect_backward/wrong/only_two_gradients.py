# check: test-dropconnect_backward
# hint: should return (dx, dw, db)
# about: forgets db


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * mask
    db = dout.sum(axis=0)
    return dx, dw
