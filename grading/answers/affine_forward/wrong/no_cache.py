# check: test-affine_forward, test-affine_backward-parameters, test-affine_backward-dx
# hint: should return (out, cache)
# about: returns out alone
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = rows @ w + b
    return out
