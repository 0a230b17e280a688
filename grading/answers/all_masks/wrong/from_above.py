# check: test-all_masks
# hint: this counts down; start with the mask that drops all.
# says: this counts down; start with the mask that drops all.
# about: counts down from 11
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return 1 - masks, p ** (D - kept) * (1 - p) ** kept
