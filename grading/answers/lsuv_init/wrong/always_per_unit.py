# check: test-lsuv_init-layer
# hint: each unit has its own factor, though per_unit is False
# says: each unit has its own factor, though per_unit is False.
# about: a factor for each unit, always
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std(axis=0) + 1e-12
        new = w / std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
