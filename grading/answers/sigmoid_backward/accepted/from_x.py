# about: from the input, by exp(-|x|)
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    x, _ = cache
    e = np.exp(-np.abs(x))
    return dout * e / (1 + e) ** 2
