# check: test-update_ratio
# hint: this is the ratio of the weights after and before.
# says: this is the ratio of the weights after and before.
# about: norm after over norm before
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.linalg.norm(after) / np.linalg.norm(before)
