# about: einsum
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    low = np.minimum(x, 0)
    da = np.einsum("ij,ij->j", dout, low)
    if len(a) < len(da):
        da = np.array([da.sum()])
    return np.where(x > 0, 1.0, a) * dout, da
