# about: one exp of a number that is not positive
import numpy as np


def tanh_forward(x):
    out = np.sign(x) * (1 - np.exp(-2 * np.abs(x))) / (1 + np.exp(-2 * np.abs(x)))
    return out, out
