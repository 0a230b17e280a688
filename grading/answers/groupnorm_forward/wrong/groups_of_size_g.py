# check: test-groupnorm_forward
# hint: number of groups, not their size
# says: "groups" is the number of groups, not their size.
# about: G is taken as the size of a group
import numpy as np


def groupnorm_forward(x, gamma, beta, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, D = x.shape
    G = gn_param["groups"]
    groups = x.reshape(N, D // G, G)
    mean = groups.mean(axis=2, keepdims=True)
    var = groups.var(axis=2, keepdims=True)
    x_hat = ((groups - mean) / np.sqrt(var + eps)).reshape(N, D)
    return gamma * x_hat + beta, None
