# about: all products of transposes; the cache is the key's
import numpy as np


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dw = np.dot(dout.T, x).T
    dw *= mask
    return np.dot(used, dout.T).T, dw, np.ones(len(dout)) @ dout
