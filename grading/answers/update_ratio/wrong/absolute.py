# check: test-update_ratio
# hint: these are sums of absolute values; the norm takes squares.
# says: these are sums of absolute values; the norm takes squares.
# about: L1 norms
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.abs(step).sum() / np.abs(before).sum()
