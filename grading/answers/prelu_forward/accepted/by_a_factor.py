# about: x times a factor
import numpy as np


def prelu_forward(x, a):
    out = x * np.where(x < 0, a, 1)
    return out, (x, a)
