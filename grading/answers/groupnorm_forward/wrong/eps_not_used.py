# check: test-groupnorm_forward
# hint: eps is not used
# says: eps is not used.
# about: divides by the plain standard deviation
import numpy as np


def groupnorm_forward(x, gamma, beta, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, D = x.shape
    G = gn_param["groups"]
    groups = x.reshape(N, G, D // G)
    mean = groups.mean(axis=2, keepdims=True)
    var = groups.var(axis=2, keepdims=True)
    x_hat = ((groups - mean) / np.sqrt(var)).reshape(N, D)
    return gamma * x_hat + beta, None
