# check: test-dropconnect_backward
# hint: all of dw is 2 times
# about: the mask counts twice in dw


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * mask**2
    db = dout.sum(axis=0)
    return dx, dw, db
