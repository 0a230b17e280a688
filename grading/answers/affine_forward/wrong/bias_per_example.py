# check: test-affine_forward
# hint: each example gets its own bias; b belongs to the outputs
# says: each example gets its own bias; b belongs to the outputs.
# about: b as a column
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = rows @ w + np.resize(b, len(x))[:, None]
    return out, (x, w)
