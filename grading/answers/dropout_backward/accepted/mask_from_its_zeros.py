# about: finds the factor in the mask
import numpy as np


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return np.where(cache > 0, dout * cache.max(), 0)
