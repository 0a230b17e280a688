# check: test-relu_backward
# hint: dout changes its sign where x was negative; it should become 0
# says: dout changes its sign where x was negative; it should become 0.
# about: the derivative of |x|
import numpy as np


def relu_backward(dout, cache):
    x = cache
    dx = dout * np.sign(x)
    return dx
