# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: that is the deviation of the weights, not of z
# says: that is the deviation of the weights, not of z.
# about: the deviation of w
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = w.std(axis=0) if per_unit else w.std() + 1e-3
        new = w / std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
