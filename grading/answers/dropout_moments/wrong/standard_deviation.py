# check: test-dropout_moments
# hint: this is the standard deviation.
# says: this is the standard deviation.
# about: the standard deviation
import numpy as np


def dropout_moments(x, w, p):
    mean = x @ w
    variance = np.sqrt((1 - p) / p * (x**2 @ w**2))
    return mean, variance
