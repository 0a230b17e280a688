# check: test-activations_by_layer
# hint: a ReLU gives 0 below zero, not a small negative number
# says: a ReLU gives 0 below zero, not a small negative number.
# about: a slope below zero
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = np.tanh(z)
        else:
            h = np.where(z > 0, z, 0.01 * z)
        hs.append(h)
    return hs
