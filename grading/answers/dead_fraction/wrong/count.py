# check: test-dead_fraction
# hint: this is a number of units; divide by all of them.
# says: this is a number of units; divide by all of them.
# about: a count
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any(axis=0)
    return (~fires).sum()
