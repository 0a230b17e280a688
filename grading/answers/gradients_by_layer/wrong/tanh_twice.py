# check: test-gradients_by_layer-tanh
# hint: h is the output of tanh already: tanh is taken twice
# says: h is the output of tanh already: tanh is taken twice.
# about: tanh of what is tanh already
import numpy as np


def gradients_by_layer(dout, hs, weights, nonlinearity):
    L = len(weights)
    dzs = [None] * L
    dh = dout
    for l in range(L - 1, -1, -1):
        if nonlinearity == "tanh":
            slope = 1 - np.tanh(hs[l]) ** 2
        else:
            slope = (hs[l] > 0).astype(float)
        dzs[l] = dh * slope
        dh = dzs[l].dot(weights[l].T)
    return dzs
