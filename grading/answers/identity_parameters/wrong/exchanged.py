# check: test-identity_parameters
# hint: gamma and beta have changed places
# says: gamma and beta have changed places.
# about: returned in the wrong order
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = np.sqrt(var + eps)
    beta = mean
    return beta, gamma
