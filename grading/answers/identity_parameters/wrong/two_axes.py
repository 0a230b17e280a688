# check: test-identity_parameters
# hint: gamma of identity_parameters has shape (1, 2)
# about: keepdims=True
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0, keepdims=True)
    var = x.var(axis=0, keepdims=True)
    gamma = np.sqrt(var + eps)
    beta = mean
    return gamma, beta
