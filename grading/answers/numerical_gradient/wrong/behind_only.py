# check: test-numerical_gradient
# hint: that is the step behind only: take one ahead as well
# says: that is the step behind only: take one ahead as well.
# about: a backward difference
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
        gradient[index] = (f(x) - behind) / h
    return gradient
