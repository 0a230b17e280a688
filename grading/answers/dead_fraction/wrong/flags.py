# check: test-dead_fraction
# hint: has shape
# about: a flag for each unit
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any(axis=0)
    return ~fires
