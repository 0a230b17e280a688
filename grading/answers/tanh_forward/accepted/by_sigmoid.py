# about: 2 sigmoid(2x) - 1
import numpy as np


def tanh_forward(x):
    out = 2 / (1 + np.exp(-2 * x)) - 1
    return out, out
