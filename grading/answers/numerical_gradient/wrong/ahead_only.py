# check: test-numerical_gradient
# hint: that is the step ahead only: take one behind as well
# says: that is the step ahead only: take one behind as well.
# about: a forward difference
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        ahead = f(x)
        x[index] = before - h
        behind = f(x)
        x[index] = before
        gradient[index] = (ahead - f(x)) / h
    return gradient
