# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: h comes from the weights that are not scaled yet
# says: h comes from the weights that are not scaled yet.
# about: h from the unscaled layers
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std(axis=0) if per_unit else z.std()
        new = w / std
        scaled.append(new)
        z = h @ w
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
