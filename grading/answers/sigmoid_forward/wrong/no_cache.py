# check: test-sigmoid_forward, test-sigmoid_backward
# hint: should return (out, cache)
# about: returns the output alone
import numpy as np


def sigmoid_forward(x):
    return 1 / (1 + np.exp(-x))
