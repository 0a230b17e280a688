# check: test-relu_backward
# hint: the mask is the wrong way round
# says: the mask is the wrong way round.
# about: x < 0
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x < 0)
    return dx
