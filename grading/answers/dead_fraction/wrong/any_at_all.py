# check: test-dead_fraction
# hint: this asks whether the whole layer is dead.
# says: this asks whether the whole layer is dead.
# about: no axis
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any()
    return 1 - fires.mean()
