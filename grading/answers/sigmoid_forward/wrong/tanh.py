# check: test-sigmoid_forward
# hint: this is tanh
# says: this is tanh, not the sigmoid.
# about: tanh
import numpy as np


def sigmoid_forward(x):
    out = np.tanh(x)
    return out, out


def sigmoid_backward(dout, cache):
    return dout * (1 - cache**2)
