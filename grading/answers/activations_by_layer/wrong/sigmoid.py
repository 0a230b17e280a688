# check: test-activations_by_layer
# hint: that is the sigmoid; tanh was asked for
# says: that is the sigmoid; tanh was asked for.
# about: sigmoid for tanh
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = 1 / (1 + np.exp(-z))
        else:
            h = np.maximum(0, z)
        hs.append(h)
    return hs
