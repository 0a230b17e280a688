# check: test-sigmoid_backward
# hint: nan or infinite
# about: exp(x) / (1 + exp(x))^2
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    x, _ = cache
    return dout * np.exp(x) / (1 + np.exp(x)) ** 2
