# check: test-relu_forward
# hint: positive entries are squared
# says: positive entries are squared.
# about: x^2
import numpy as np


def relu_forward(x):
    out = np.maximum(0, x) ** 2
    return out, x
