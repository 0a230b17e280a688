# check: test-affine_forward
# hint: all rows of out are the first example's
# says: all rows of out are the first example's.
# about: x[0] in the loop
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = np.array([rows[0] @ w + b for _ in rows])
    return out, (x, w)
