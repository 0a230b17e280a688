# check: test-sigmoid_backward
# hint: the input is used where the output belongs
# says: the input is used where the output belongs.
# about: x (1 - x)
import numpy as np


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, (x, out)


def sigmoid_backward(dout, cache):
    x, s = cache
    return dout * x * (1 - x)
