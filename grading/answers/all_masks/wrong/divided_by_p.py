# check: test-all_masks
# hint: the masks are divided by p; they should hold ones.
# says: the masks are divided by p; they should hold ones.
# about: masks of inverted dropout
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks / p, p**kept * (1 - p) ** (D - kept)
