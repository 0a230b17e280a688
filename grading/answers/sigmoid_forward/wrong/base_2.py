# check: test-sigmoid_forward
# hint: the base of the power is 2
# says: the base of the power is 2, not e.
# about: a power of 2
import numpy as np


def sigmoid_forward(x):
    out = 1 / (1 + 2.0**-x)
    return out, out


def sigmoid_backward(dout, cache):
    return np.log(2) * dout * cache * (1 - cache)
