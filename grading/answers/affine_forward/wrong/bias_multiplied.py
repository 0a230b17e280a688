# check: test-affine_forward
# hint: the bias multiplies; it should be added
# says: the bias multiplies; it should be added.
# about: times b
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = rows @ w * b
    return out, (x, w)
