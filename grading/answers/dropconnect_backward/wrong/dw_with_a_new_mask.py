# check: test-dropconnect_backward
# hint: the mask and its factor
# about: draws another mask for dw
import numpy as np


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    dx = dout @ used.T
    dw = (x.T @ dout) * (np.random.default_rng(9).random(mask.shape) < 0.5) / 0.5
    db = dout.sum(axis=0)
    return dx, dw, db
