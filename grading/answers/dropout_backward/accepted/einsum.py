# about: a product by einsum
import numpy as np


def dropout_backward(dout, cache):
    if cache is None:
        return np.array(dout)
    return np.einsum("...,...->...", dout, cache)
