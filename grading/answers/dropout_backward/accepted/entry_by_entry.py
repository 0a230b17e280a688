# about: a loop over all entries
import numpy as np


def dropout_backward(dout, cache):
    dx = np.empty(dout.shape)
    for index in np.ndindex(dout.shape):
        dx[index] = dout[index] * (1 if cache is None else cache[index])
    return dx
