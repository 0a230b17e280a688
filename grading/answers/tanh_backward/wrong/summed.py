# check: test-tanh_backward
# hint: has shape (3,), but should have shape (2, 3)
# about: summed over the batch
import numpy as np


def tanh_forward(x):
    out = np.tanh(x)
    return out, (x, out)


def tanh_backward(dout, cache):
    _, t = cache
    return (dout * (1 - t**2)).sum(axis=0)
