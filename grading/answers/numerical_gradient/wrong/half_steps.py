# check: test-numerical_gradient
# hint: the probes stand half a step away from x
# says: the probes stand half a step away from x.
# about: h / 2 and a division by h
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h / 2
        ahead = f(x)
        x[index] = before - h / 2
        behind = f(x)
        x[index] = before
        gradient[index] = (ahead - behind) / h
    return gradient
