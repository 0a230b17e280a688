# check: test-affine_forward
# hint: out has its rows and columns exchanged
# says: out has its rows and columns exchanged.
# about: out is (M, N)
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = (rows @ w + b).T
    return out, (x, w)
