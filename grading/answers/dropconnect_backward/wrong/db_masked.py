# check: test-dropconnect_backward
# hint: the bias is broadcast
# about: db goes through a row of the mask


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * mask
    db = (dout * mask[0]).sum(axis=0)
    return dx, dw, db
