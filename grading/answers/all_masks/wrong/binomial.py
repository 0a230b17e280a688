# check: test-all_masks
# hint: this is the probability of that many entries; one mask is asked for.
# says: this is the probability of that many entries; one mask is asked for.
# about: counts all masks with as many entries
import math

import numpy as np


def all_masks(D, p):
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    ways = np.array([math.comb(D, k) for k in kept])
    return masks, ways * p**kept * (1 - p) ** (D - kept)
