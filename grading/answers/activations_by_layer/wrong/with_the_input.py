# check: test-activations_by_layer
# hint: should return (h1, h2), but returned a list of 3
# about: the input comes first
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = [x]
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.maximum(0, z)
        hs.append(h)
    return hs
