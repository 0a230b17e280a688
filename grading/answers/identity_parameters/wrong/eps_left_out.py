# check: test-identity_parameters
# hint: you left eps out
# says: you left eps out.
# about: gamma is the plain standard deviation
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = np.sqrt(var)
    beta = mean
    return gamma, beta
