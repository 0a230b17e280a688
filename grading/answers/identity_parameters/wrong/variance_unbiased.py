# check: test-identity_parameters
# hint: the variance is divided by N - 1
# says: the variance is divided by N - 1.
# about: ddof=1
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0, ddof=1)
    gamma = np.sqrt(var + eps)
    beta = mean
    return gamma, beta
