# check: test-all_masks
# hint: an entry that stays has a probability too.
# says: an entry that stays has a probability too.
# about: leaves out the entries that stay
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks, (1 - p) ** (D - kept)
