# check: test-lsuv_init-unit
# hint: per_unit has no effect
# says: per_unit has no effect.
# about: one factor a layer, always
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std()
        new = w / std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
