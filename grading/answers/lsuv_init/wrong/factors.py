# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: w1 of lsuv_init has shape ()
# about: returns the factors
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std(axis=0) if per_unit else z.std()
        new = w / std
        scaled.append(1 / std)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
