# check: test-all_masks
# hint: has shape (2, 4)
# about: one mask a column
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks.T, p**kept * (1 - p) ** (D - kept)
