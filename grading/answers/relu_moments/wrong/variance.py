# check: test-relu_moments
# hint: that is the variance: the square of the mean is subtracted
# says: that is the variance: the square of the mean is subtracted.
# about: the variance in place of the mean square
import numpy as np


def relu_moments(var):
    return np.sqrt(var / (2 * np.pi)), var / 2 - var / (2 * np.pi)
