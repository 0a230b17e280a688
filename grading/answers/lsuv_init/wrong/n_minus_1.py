# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: the variance is divided by one less than the number of values
# says: the variance is divided by one less than the number of values.
# about: ddof=1
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std(axis=0, ddof=1) if per_unit else z.std(ddof=1)
        new = w / std
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
