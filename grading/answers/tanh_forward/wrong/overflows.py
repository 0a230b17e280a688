# check: test-tanh_forward
# hint: nan or infinite
# about: infinity over infinity
import numpy as np


def tanh_forward(x):
    out = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
    return out, out
