# check: test-numerical_gradient
# hint: all entries move together
# says: all entries move together.
# about: moves the whole array
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))
