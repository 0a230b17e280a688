# check: test-numerical_gradient
# hint: ahead and behind have changed places
# says: ahead and behind have changed places.
# about: behind less ahead
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
        gradient[index] = (behind - ahead) / (2 * h)
    return gradient
