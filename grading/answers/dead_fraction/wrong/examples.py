# check: test-dead_fraction
# hint: this looks at each example; it should look at each unit.
# says: this looks at each example; it should look at each unit.
# about: over the units
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any(axis=1)
    return 1 - fires.mean()
