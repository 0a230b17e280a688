# check: test-update_ratio
# hint: it is upside down: this is weights over update.
# says: it is upside down: this is weights over update.
# about: weights over update
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.linalg.norm(before) / np.linalg.norm(step)
