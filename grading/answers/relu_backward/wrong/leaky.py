# check: test-relu_backward
# hint: a hundredth of dout passes where x was negative
# says: a hundredth of dout passes where x was negative.
# about: slope of a leaky ReLU
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout * np.where(x > 0, 1, 0.01)
    return dx
