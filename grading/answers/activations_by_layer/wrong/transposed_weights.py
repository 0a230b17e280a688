# check: test-activations_by_layer
# hint: the weights are transposed
# says: the weights are transposed.
# about: w transposed
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w.T if len(w) == w.shape[1] else w)
        if nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.maximum(0, z)
        hs.append(h)
    return hs
