# check: test-relu_moments
# hint: the factor 2 of the normal density is missing
# says: the factor 2 of the normal density is missing.
# about: the 2 under the root is missing
import numpy as np


def relu_moments(var):
    return np.sqrt(var / np.pi), var / 2
