# check: test-relu_moments
# hint: should return (mean, mean_square)
# about: one value
import numpy as np


def relu_moments(var):
    return np.sqrt(var / (2 * np.pi))
