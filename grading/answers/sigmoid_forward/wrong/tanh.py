# check: test-sigmoid_forward, test-sigmoid_backward
# hint: this is tanh
# says: this is tanh, not the sigmoid.
# about: tanh
import numpy as np


def sigmoid_forward(x):
    out = np.tanh(x)
    return out, out
