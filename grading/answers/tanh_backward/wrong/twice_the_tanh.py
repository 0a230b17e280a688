# check: test-tanh_backward
# hint: tanh is taken twice
# says: tanh is taken twice, of the input and of the output.
# about: tanh of the output
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    return dout * (1 - np.tanh(t) ** 2)
