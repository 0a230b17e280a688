# check: test-prelu_backward-da
# hint: is missing
# about: da is not done
import numpy as np


def prelu_forward(x, a):
    return np.where(x > 0, x, a * x), (x, a)


def prelu_backward(dout, cache):
    x, a = cache
    dx = np.where(x > 0, dout, a * dout)
    return dx, None
