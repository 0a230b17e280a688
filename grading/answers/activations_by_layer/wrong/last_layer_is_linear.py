# check: test-activations_by_layer
# hint: the last layer has no nonlinearity
# says: the last layer has no nonlinearity.
# about: no nonlinearity at the end, as in a classifier
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if len(hs) == len(weights) - 1:
            h = z
        elif nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.maximum(0, z)
        hs.append(h)
    return hs
