# check: test-numerical_gradient
# hint: the two probes are two steps apart: divide by twice the step
# says: the two probes are two steps apart: divide by twice the step.
# about: only the difference
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
        gradient[index] = ahead - behind
    return gradient
