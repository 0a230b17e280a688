# check: test-update_ratio
# hint: this is the square of the ratio; the root is missing.
# says: this is the square of the ratio; the root is missing.
# about: squared norms
import numpy as np


def update_ratio(before, after):
    step = after - before
    return (step**2).sum() / (before**2).sum()
