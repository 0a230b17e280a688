# check: test-dead_fraction
# hint: this is the fraction that fires.
# says: this is the fraction that fires.
# about: the others
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any(axis=0)
    return fires.mean()
