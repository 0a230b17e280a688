# check: test-dropconnect_backward
# hint: all of dw is 0.5 times
# about: dw with a mask of ones and zeros


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * (mask > 0)
    db = dout.sum(axis=0)
    return dx, dw, db
