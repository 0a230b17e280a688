# check: test-relu_moments
# hint: that is the root of the mean square
# says: that is the root of the mean square.
# about: root mean square
import numpy as np


def relu_moments(var):
    return np.sqrt(var / (2 * np.pi)), np.sqrt(var / 2)
