# check: test-activations_by_layer
# hint: that is tanh; ReLU was asked for
# says: that is tanh; ReLU was asked for.
# about: nonlinearity is not read
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.tanh(z)
        hs.append(h)
    return hs
