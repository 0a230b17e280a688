# check: test-groupnorm_forward
# hint: must not depend on the other examples
# about: the means run over the batch as well
import numpy as np


def groupnorm_forward(x, gamma, beta, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, D = x.shape
    G = gn_param["groups"]
    groups = x.reshape(N, G, D // G)
    mean = groups.mean(axis=(0, 2), keepdims=True)
    var = groups.var(axis=(0, 2), keepdims=True)
    x_hat = ((groups - mean) / np.sqrt(var + eps)).reshape(N, D)
    return gamma * x_hat + beta, None
