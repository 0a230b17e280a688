# check: test-relu_backward
# hint: dout passes everywhere; it must stop where x was negative
# says: dout passes everywhere; it must stop where x was negative.
# about: dout unchanged
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout.copy()
    return dx
