# check: test-groupnorm_forward
# hint: not divided by their standard deviation
# says: the groups are centred, but not divided by their standard deviation.
# about: only centres the groups
import numpy as np


def groupnorm_forward(x, gamma, beta, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, D = x.shape
    G = gn_param["groups"]
    groups = x.reshape(N, G, D // G)
    mean = groups.mean(axis=2, keepdims=True)
    var = groups.var(axis=2, keepdims=True)
    x_hat = (groups - mean).reshape(N, D)
    return gamma * x_hat + beta, None
