# check: test-all_masks
# hint: these masks are all equally likely, as if p were one half.
# says: these masks are all equally likely, as if p were one half.
# about: gives each mask the same probability
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks, np.full(2**D, 0.5**D)
