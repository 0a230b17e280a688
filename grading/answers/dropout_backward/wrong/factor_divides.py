# check: test-dropout_backward-train
# hint: the gradient is divided by the factor; the forward pass multiplied by it.
# says: the gradient is divided by the factor; the forward pass multiplied by it.
# about: divides by the factor of the forward pass
import numpy as np


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return np.where(cache > 0, dout / cache.max(), 0)
