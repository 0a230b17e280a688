# check: test-relu_backward
# hint: dout is multiplied by the output; a max gate passes it on unchanged
# says: dout is multiplied by the output; a max gate passes it on unchanged.
# about: the derivative is taken for max(0, x)
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout * np.maximum(0, x)
    return dx
