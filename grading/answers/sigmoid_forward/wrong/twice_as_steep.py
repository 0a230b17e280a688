# check: test-sigmoid_forward
# hint: this is the sigmoid of 2x
# says: this is the sigmoid of 2x, which is too steep.
# about: half of 1 + tanh(x)
import numpy as np


def sigmoid_forward(x):
    out = 0.5 * (1 + np.tanh(x))
    return out, out


def sigmoid_backward(dout, cache):
    return 2 * dout * cache * (1 - cache)
