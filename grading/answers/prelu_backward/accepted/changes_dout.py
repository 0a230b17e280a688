# about: changes dout; returns a list
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    da = dout * np.minimum(x, 0)
    da = da.sum(axis=0) if a.size == x.shape[1] else da.sum().reshape(1)
    dout *= np.where(x > 0, 1, a)
    return [dout, da]
