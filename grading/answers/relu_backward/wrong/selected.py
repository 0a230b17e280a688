# check: test-relu_backward
# hint: has shape (4,), but should have shape (2, 3)
# about: only the entries that pass
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout[x > 0]
    return dx
