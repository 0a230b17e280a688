# about: calls itself, returns a tuple
import numpy as np


def activations_by_layer(x, weights, nonlinearity):
    if not weights:
        return ()
    f = {"tanh": np.tanh, "relu": lambda z: z * (z > 0)}[nonlinearity]
    h = f(x @ weights[0])
    return (h, *activations_by_layer(h, weights[1:], nonlinearity))
