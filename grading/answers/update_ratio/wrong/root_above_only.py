# check: test-update_ratio
# hint: the norm of the weights lacks its root.
# says: the norm of the weights lacks its root.
# about: root only above
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.sqrt((step**2).sum()) / (before**2).sum()
