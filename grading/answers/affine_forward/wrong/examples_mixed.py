# check: test-affine_forward
# hint: numbers of different examples end up in one row: reshape, and do not transpose
# says: numbers of different examples end up in one row: reshape, and do not transpose.
# about: reshape to (D, N) and transpose
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(-1, x.shape[0]).T
    out = rows @ w + b
    return out, (x, w)
