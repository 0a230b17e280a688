# check: test-update_ratio
# hint: the norm of the update lacks its root.
# says: the norm of the update lacks its root.
# about: root only below
import numpy as np


def update_ratio(before, after):
    step = after - before
    return (step**2).sum() / np.sqrt((before**2).sum())
