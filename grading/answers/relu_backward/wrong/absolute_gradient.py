# check: test-relu_backward
# hint: the sign of dout is lost
# says: the sign of dout is lost.
# about: |dout|
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = np.abs(dout) * (x > 0)
    return dx
