# check: test-identity_parameters
# hint: eps stands outside the square root
# says: eps stands outside the square root.
# about: gamma is sqrt(var) + eps
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = np.sqrt(var) + eps
    beta = mean
    return gamma, beta
