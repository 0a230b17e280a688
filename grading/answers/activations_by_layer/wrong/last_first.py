# check: test-activations_by_layer
# hint: the layers are in the wrong order
# says: the layers are in the wrong order.
# about: the list is turned round
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
    return hs[::-1]
