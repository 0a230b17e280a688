# check: test-numerical_gradient
# hint: a whole row moves at once
# says: a whole row moves at once.
# about: a loop over the first axis only
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in range(len(x)):
        before = x[index].copy()
        x[index] = before + h
        ahead = f(x)
        x[index] = before - h
        behind = f(x)
        x[index] = before
        gradient[index] = (ahead - behind) / (2 * h)
    return gradient
