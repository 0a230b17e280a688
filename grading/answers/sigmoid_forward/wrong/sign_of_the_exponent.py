# check: test-sigmoid_forward, test-sigmoid_backward
# hint: it falls where it should rise
# says: it falls where it should rise: look at the sign of the exponent.
# about: 1 / (1 + exp(x))
import numpy as np


def sigmoid_forward(x):
    out = 1 / (1 + np.exp(np.clip(x, -700, 700)))
    return out, out


def sigmoid_backward(dout, cache):
    return -dout * cache * (1 - cache)
