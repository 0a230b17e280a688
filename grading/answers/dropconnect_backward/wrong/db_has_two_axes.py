# check: test-dropconnect_backward
# hint: has shape (1, 6)
# about: db of shape (1, M)


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * mask
    db = dout.sum(axis=0, keepdims=True)
    return dx, dw, db
