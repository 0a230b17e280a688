# check: test-all_masks
# hint: the first entry changes fastest; in binary the last one does.
# says: the first entry changes fastest; in binary the last one does.
# about: the first entry changes fastest
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks[:, ::-1], p**kept * (1 - p) ** (D - kept)
