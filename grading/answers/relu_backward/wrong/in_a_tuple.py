# check: test-relu_backward
# hint: has shape (1, 2, 3), but should have shape (2, 3)
# about: a comma too many
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return (dx,)
