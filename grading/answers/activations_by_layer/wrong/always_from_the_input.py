# check: test-activations_by_layer
# hint: every layer starts from x again
# says: every layer starts from x again.
# about: every layer starts from x
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = x.dot(w)
        if nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.maximum(0, z)
        hs.append(h)
    return hs
