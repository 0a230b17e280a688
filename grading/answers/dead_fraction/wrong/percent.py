# check: test-dead_fraction
# hint: this is in per cent.
# says: this is in per cent.
# about: per cent
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any(axis=0)
    return 100 * (1 - fires.mean())
