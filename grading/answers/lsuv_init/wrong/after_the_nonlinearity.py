# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: the deviation is that of the output, after the nonlinearity
# says: the deviation is that of the output, after the nonlinearity.
# about: the deviation of h
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        z = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
        std = (z.std(axis=0) if per_unit else z.std()) + 1e-12
        new = w / std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
