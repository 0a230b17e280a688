# check: test-dropconnect_backward
# hint: all of db is 0.25 times
# about: the mean over the batch


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * mask
    db = dout.mean(axis=0)
    return dx, dw, db
