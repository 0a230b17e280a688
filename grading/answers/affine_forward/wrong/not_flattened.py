# check: test-affine_forward, test-affine_backward-parameters, test-affine_backward-dx
# hint: matmul
# about: x is not made rows
import numpy as np


def affine_forward(x, w, b):
    rows = x
    out = rows @ w + b
    return out, (x, w)
