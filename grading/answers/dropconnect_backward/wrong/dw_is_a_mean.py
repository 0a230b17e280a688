# check: test-dropconnect_backward
# hint: all of dw is 0.25 times
# about: divides dw by the number of examples


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * mask / len(x)
    db = dout.sum(axis=0)
    return dx, dw, db
