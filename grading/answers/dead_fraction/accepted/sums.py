# about: sums of activations
import numpy as np


def dead_fraction(activations):
    return float((activations.sum(axis=0) == 0).mean())
