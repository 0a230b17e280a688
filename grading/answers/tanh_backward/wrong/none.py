# check: test-tanh_backward
# hint: dx of tanh_backward is missing
# about: nothing is returned
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    dout * (1 - t**2)
