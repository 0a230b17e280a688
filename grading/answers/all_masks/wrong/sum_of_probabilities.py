# check: test-all_masks
# hint: probabilities of independent entries multiply; here they are added.
# says: probabilities of independent entries multiply; here they are added.
# about: adds the probabilities of the entries
import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    return masks, kept * p + (D - kept) * (1 - p)
