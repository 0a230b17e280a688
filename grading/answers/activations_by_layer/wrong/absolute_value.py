# check: test-activations_by_layer
# hint: that is the absolute value of z
# says: that is the absolute value of z.
# about: |z| for ReLU
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.abs(z)
        hs.append(h)
    return hs
