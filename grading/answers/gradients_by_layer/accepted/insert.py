# about: puts each gradient in front
import numpy as np


def gradients_by_layer(dout, hs, weights, nonlinearity):
    slopes = {"tanh": lambda h: (1 - h) * (1 + h), "relu": np.sign}
    result = [dout * slopes[nonlinearity](hs[-1])]
    for h, w in zip(hs[-2::-1], weights[:0:-1]):
        result.insert(0, result[0] @ w.T * slopes[nonlinearity](h))
    return result
