# check: test-affine_forward
# hint: the examples are flattened column by column
# says: the examples are flattened column by column.
# about: flattened in Fortran's order
import numpy as np


def affine_forward(x, w, b):
    rows = np.array([one.ravel(order="F") for one in x])
    out = rows @ w + b
    return out, (x, w)
