# check: test-update_ratio
# hint: has shape
# about: a ratio for each row
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.linalg.norm(step, axis=-1) / np.linalg.norm(before, axis=-1)
