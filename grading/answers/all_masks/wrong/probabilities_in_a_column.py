# check: test-all_masks
# hint: has shape (4, 1)
# about: probabilities have two axes
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks, (p**kept * (1 - p) ** (D - kept))[:, None]
