# check: test-dropconnect_backward
# hint: the mask and its factor
# about: dw without the mask


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
