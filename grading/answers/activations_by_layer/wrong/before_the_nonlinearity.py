# check: test-activations_by_layer
# hint: that is z, before the nonlinearity
# says: that is z, before the nonlinearity.
# about: keeps z
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
        hs.append(z)
    return hs
