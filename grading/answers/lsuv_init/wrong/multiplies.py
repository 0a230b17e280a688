# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: multiplied by the deviation instead of divided
# says: multiplied by the deviation instead of divided.
# about: multiplies by the deviation
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std(axis=0) if per_unit else z.std()
        new = w * std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
