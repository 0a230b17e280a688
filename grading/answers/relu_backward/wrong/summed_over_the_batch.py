# check: test-relu_backward
# hint: has shape (3,), but should have shape (2, 3)
# about: sums like db
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = (dout * (x > 0)).sum(axis=0)
    return dx
