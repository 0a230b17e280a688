# check: test-dead_fraction
# hint: this is the fraction of zeros; a dead unit is 0 for all examples.
# says: this is the fraction of zeros; a dead unit is 0 for all examples.
# about: counts zeros
import numpy as np


def dead_fraction(activations):
    return np.mean(activations == 0)
