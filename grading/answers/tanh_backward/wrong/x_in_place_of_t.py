# check: test-tanh_backward
# hint: the input is used where the output belongs
# says: the input is used where the output belongs.
# about: 1 - x^2
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    x, t = cache
    return dout * (1 - x**2)
