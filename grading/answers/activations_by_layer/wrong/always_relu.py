# check: test-activations_by_layer
# hint: that is ReLU; tanh was asked for
# says: that is ReLU; tanh was asked for.
# about: nonlinearity is not read
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = np.maximum(0, z)
        else:
            h = np.maximum(0, z)
        hs.append(h)
    return hs
