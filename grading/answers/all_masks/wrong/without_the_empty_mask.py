# check: test-all_masks
# hint: has shape (3, 2)
# about: leaves out the mask that drops all
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks[1:], (p**kept * (1 - p) ** (D - kept))[1:]
