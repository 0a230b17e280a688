# check: test-identity_parameters
# hint: should return (gamma, beta)
# about: one value instead of two
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = np.sqrt(var + eps)
    beta = mean
    return gamma
