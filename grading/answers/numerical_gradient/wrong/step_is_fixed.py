# check: test-numerical_gradient
# hint: the step is not read from the argument
# says: the step is not read from the argument.
# about: h is set inside
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    h = 0.01
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        ahead = f(x)
        x[index] = before - h
        behind = f(x)
        x[index] = before
        gradient[index] = (ahead - behind) / (2 * h)
    return gradient
