# check: test-relu_backward
# hint: the mask is made from dout; it must be made from x
# says: the mask is made from dout; it must be made from x.
# about: dout > 0
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout * (dout > 0)
    return dx
