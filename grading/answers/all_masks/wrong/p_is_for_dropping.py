# check: test-all_masks
# hint: p is the probability of keeping an entry; here it belongs to dropping.
# says: p is the probability of keeping an entry; here it belongs to dropping.
# about: takes p for the probability of dropping
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks, (1 - p) ** kept * p ** (D - kept)
