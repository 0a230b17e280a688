# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: that is the root mean square; z has a mean
# says: that is the root mean square; z has a mean.
# about: root mean square, as if the mean were 0
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = np.sqrt((z**2).mean(axis=0 if per_unit else None))
        new = w / std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
