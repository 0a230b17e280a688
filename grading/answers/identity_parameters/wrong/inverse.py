# check: test-identity_parameters
# hint: one over
# says: that is one over what is needed.
# about: gamma normalises once more
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = 1 / np.sqrt(var + eps)
    beta = mean
    return gamma, beta
