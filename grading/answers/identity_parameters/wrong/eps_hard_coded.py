# check: test-identity_parameters
# hint: eps is not read from the argument
# says: eps is not read from the argument.
# about: 1e-5 whatever is given
import numpy as np


def identity_parameters(x, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    gamma = np.sqrt(var + 1e-5)
    beta = mean
    return gamma, beta
