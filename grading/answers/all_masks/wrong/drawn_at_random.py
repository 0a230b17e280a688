# check: test-all_masks
# hint: count in binary
# about: draws as many masks as there are
import numpy as np


def all_masks(D, p):
    masks = np.array(np.random.default_rng(1).integers(0, 2, (2**D, D)))
    kept = masks.sum(axis=1)
    return masks, p**kept * (1 - p) ** (D - kept)
