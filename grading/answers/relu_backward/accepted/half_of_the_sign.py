# about: with np.sign
import numpy as np


def relu_backward(dout, cache):
    return dout * (1 + np.sign(cache)) / 2
