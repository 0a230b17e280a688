# check: test-relu_backward
# hint: that is the mask alone: multiply it by dout
# says: that is the mask alone: multiply it by dout.
# about: dout is forgotten
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = (x > 0).astype(float)
    return dx
