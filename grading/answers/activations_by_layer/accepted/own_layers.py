# about: from the layers of the library


from itertools import accumulate

import numpy as np

from cs231n_utils.layers import affine_forward, relu_forward


def activations_by_layer(x, weights, nonlinearity):
    def layer(h, w):
        z, _ = affine_forward(h, w, np.zeros(w.shape[1]))
        return relu_forward(z)[0] if nonlinearity == "relu" else np.tanh(z)

    return list(accumulate([x, *weights], layer))[1:]
