# check: test-relu_backward
# hint: negative gradients are dropped too; only x decides
# says: negative gradients are dropped too; only x decides.
# about: a ReLU on the gradient
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = np.maximum(0, dout * (x > 0))
    return dx
