# about: all products as einsum
import numpy as np


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = np.einsum("nm,dm->nd", dout, used)
    dw = np.einsum("nd,nm,dm->dm", x, dout, mask)
    return [dx, dw, np.einsum("nm->m", dout)]
