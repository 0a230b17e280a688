# about: 1 / (1 + exp(-x)): it warns, and is right
import numpy as np


def sigmoid_forward(x):
    out = 1 / (1 + np.exp(-x))
    return out, out
