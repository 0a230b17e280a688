# check: test-dead_fraction
# hint: this is the number of dead units for each example; divide by the units.
# says: this is the number of dead units for each example; divide by the units.
# about: divides by N
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any(axis=0)
    return (~fires).sum() / len(activations)
