# check: test-update_ratio
# hint: this is the norm of the update alone.
# says: this is the norm of the update alone.
# about: not divided
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.linalg.norm(step)
