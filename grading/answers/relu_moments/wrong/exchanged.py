# check: test-relu_moments
# hint: mean and mean square have changed places
# says: mean and mean square have changed places.
# about: returned in the wrong order
import numpy as np


def relu_moments(var):
    return var / 2, np.sqrt(var / (2 * np.pi))
