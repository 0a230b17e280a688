# check: test-identity_parameters
# hint: beta is added after gamma
# says: beta is added after gamma, so it is not divided.
# about: beta is the mean over the standard deviation
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = np.sqrt(var + eps)
    beta = mean / gamma
    return gamma, beta
