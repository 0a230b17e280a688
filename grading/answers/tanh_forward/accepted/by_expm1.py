# about: with expm1
import numpy as np


def tanh_forward(x):
    out = -np.sign(x) * np.expm1(-2 * np.abs(x)) / (2 + np.expm1(-2 * np.abs(x)))
    return out, out
