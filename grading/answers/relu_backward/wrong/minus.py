# check: test-relu_backward
# hint: dx has the wrong sign
# says: dx has the wrong sign.
# about: a minus
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = -dout * (x > 0)
    return dx
