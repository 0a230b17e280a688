# check: test-affine_forward
# hint: the bias is missing
# says: the bias is missing.
# about: b is not added
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = rows @ w
    return out, (x, w)
