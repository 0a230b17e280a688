# about: changes a copy where x is negative
import numpy as np


def prelu_forward(x, a):
    out, slopes = x.copy(), np.broadcast_to(a, x.shape)
    out[x < 0] *= slopes[x < 0]
    return out, (x, a)
