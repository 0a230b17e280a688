# check: test-groupnorm_forward
# hint: not neighbours
# says: your groups take every third feature, not neighbours.
# about: the groups are interleaved
import numpy as np


def groupnorm_forward(x, gamma, beta, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, D = x.shape
    G = gn_param["groups"]
    groups = x.reshape(N, D // G, G).transpose(0, 2, 1)
    mean = groups.mean(axis=2, keepdims=True)
    var = groups.var(axis=2, keepdims=True)
    x_hat = ((groups - mean) / np.sqrt(var + eps)).transpose(0, 2, 1).reshape(N, D)
    return gamma * x_hat + beta, None
