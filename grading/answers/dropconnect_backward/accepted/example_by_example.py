# about: adds up the examples in a loop
import numpy as np


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(used.shape), np.zeros(dout.shape[1])
    for i in range(len(x)):
        dx[i] = used @ dout[i]
        dw += np.outer(x[i], dout[i]) * mask
        db += dout[i]
    return dx, dw, db
