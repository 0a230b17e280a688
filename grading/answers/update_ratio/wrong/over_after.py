# check: test-update_ratio
# hint: this divides by the weights after the step.
# says: this divides by the weights after the step.
# about: divides by the norm after
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.sqrt((step**2).sum()) / np.sqrt((after**2).sum())
