# check: test-affine_forward
# hint: the bias is subtracted
# says: the bias is subtracted.
# about: minus b
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = rows @ w - b
    return out, (x, w)
