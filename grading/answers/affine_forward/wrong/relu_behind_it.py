# check: test-affine_forward
# hint: the layer has no nonlinearity: what is negative stays
# says: the layer has no nonlinearity: what is negative stays.
# about: a ReLU in the layer
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], -1)
    out = np.maximum(0, rows @ w + b)
    return out, (x, w)
