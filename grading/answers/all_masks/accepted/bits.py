# about: reads the bits of the numbers from 0 on
import numpy as np


def all_masks(D, p):
    numbers = np.arange(2**D)
    masks = (numbers[:, None] >> np.arange(D)[::-1]) & 1 == 1
    kept = masks.sum(1)
    return masks, np.exp(
        kept * np.log(p) + (D - kept) * np.log1p(-p)
    ) if p < 1 else 1.0 * (kept == D)
