# about: divides the given arrays
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std(axis=0) if per_unit else z.std()
        w /= std
        new = w
        scaled.append(new)
        z = h @ new
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
