# check: test-numerical_gradient
# hint: h is 1e-5 if nothing else is said
# about: another default for h
import numpy as np


def numerical_gradient(f, x, h=1e-2):
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
