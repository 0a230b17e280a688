# check: test-affine_forward
# hint: has shape (2,), but should have shape (2, 2)
# about: out is summed over the examples
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = (rows @ w + b).sum(axis=0)
    return out, (x, w)
