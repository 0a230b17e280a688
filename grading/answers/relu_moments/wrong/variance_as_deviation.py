# check: test-relu_moments
# hint: the variance is used where the standard deviation belongs
# says: the variance is used where the standard deviation belongs.
# about: var for its root
import numpy as np


def relu_moments(var):
    return var / np.sqrt(2 * np.pi), var / 2
