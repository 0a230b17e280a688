# check: test-numerical_gradient
# hint: that is a sum of the two probes; a slope is their difference
# says: that is a sum of the two probes; a slope is their difference.
# about: ahead + behind
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
        gradient[index] = (ahead + behind) / (2 * h)
    return gradient
