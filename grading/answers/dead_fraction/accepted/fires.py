# about: one less what fires
import numpy as np


def dead_fraction(activations):
    fires = (activations > 0).any(axis=0)
    return 1 - fires.mean()
