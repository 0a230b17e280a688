# check: test-relu_backward
# hint: the threshold is 1 instead of 0
# says: the threshold is 1 instead of 0.
# about: x > 1
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 1)
    return dx
