# check: test-update_ratio
# hint: this is the difference of two norms; take the norm of the difference.
# says: this is the difference of two norms; take the norm of the difference.
# about: norms first
import numpy as np


def update_ratio(before, after):
    step = after - before
    return abs(np.linalg.norm(after) - np.linalg.norm(before)) / np.linalg.norm(before)
