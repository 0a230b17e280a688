# check: test-identity_parameters
# hint: batch norm subtracted the mean
# says: batch norm subtracted the mean, so it must be added again.
# about: beta is minus the mean
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = np.sqrt(var + eps)
    beta = -mean
    return gamma, beta
