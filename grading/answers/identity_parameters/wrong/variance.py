# check: test-identity_parameters
# hint: that is the variance, not its root
# says: that is the variance, not its root.
# about: gamma is var + eps
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = var + eps
    beta = mean
    return gamma, beta
