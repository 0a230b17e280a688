# check: test-affine_forward
# hint: out is divided by the number of examples
# says: out is divided by the number of examples.
# about: a mean over the batch
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = (rows @ w) / len(x) + b
    return out, (x, w)
