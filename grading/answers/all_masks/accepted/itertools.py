# about: itertools and a product over the entries
import itertools

import numpy as np


def all_masks(D, p):
    masks = np.array(list(itertools.product([0, 1], repeat=D)))
    return masks, np.prod(np.where(masks == 1, p, 1 - p), axis=1)
