# check: test-relu_moments
# hint: the ReLU drops one side of zero: half of the mean square is lost
# says: the ReLU drops one side of zero: half of the mean square is lost.
# about: the mean square is not halved
import numpy as np


def relu_moments(var):
    return np.sqrt(var / (2 * np.pi)), var
