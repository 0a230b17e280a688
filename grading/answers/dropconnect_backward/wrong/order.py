# check: test-dropconnect_backward
# hint: has shape (5, 6)
# about: dw comes first


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * mask
    db = dout.sum(axis=0)
    return dw, dx, db
