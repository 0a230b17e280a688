# about: a loop with branches
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.maximum(0, z)
        hs.append(h)
    return hs
