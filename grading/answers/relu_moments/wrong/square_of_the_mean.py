# check: test-relu_moments
# hint: that is the square of the mean, not the mean of the square
# says: that is the square of the mean, not the mean of the square.
# about: E[x]^2 for E[x^2]
import numpy as np


def relu_moments(var):
    return np.sqrt(var / (2 * np.pi)), var / (2 * np.pi)
