# check: test-dead_fraction
# hint: a unit that is 0 for one example is not dead.
# says: a unit that is 0 for one example is not dead.
# about: any zero is dead
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).all(axis=0)
    return 1 - fires.mean()
