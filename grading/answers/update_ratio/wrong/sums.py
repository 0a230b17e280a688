# check: test-update_ratio
# hint: these are plain sums, in which signs cancel.
# says: these are plain sums, in which signs cancel.
# about: plain sums
import numpy as np


def update_ratio(before, after):
    step = after - before
    return step.sum() / before.sum()
