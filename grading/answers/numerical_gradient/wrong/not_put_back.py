# check: test-numerical_gradient
# hint: the entries moved before are not put back
# says: the entries moved before are not put back.
# about: x stays at x - h
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        ahead = f(x)
        x[index] = before - h
        behind = f(x)
        gradient[index] = (ahead - behind) / (2 * h)
    return gradient
