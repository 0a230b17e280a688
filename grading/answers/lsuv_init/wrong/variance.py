# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: divided by the variance, not by its root
# says: divided by the variance, not by its root.
# about: divides by the variance
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.var(axis=0) if per_unit else z.var()
        new = w / std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
