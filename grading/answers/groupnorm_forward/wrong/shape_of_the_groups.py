# check: test-groupnorm_forward
# hint: has shape (1, 3, 2)
# about: the result is not reshaped back
import numpy as np


def groupnorm_forward(x, gamma, beta, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, D = x.shape
    G = gn_param["groups"]
    groups = x.reshape(N, G, D // G)
    mean = groups.mean(axis=2, keepdims=True)
    var = groups.var(axis=2, keepdims=True)
    x_hat = (groups - mean) / np.sqrt(var + eps)
    return x_hat * gamma.reshape(G, -1) + beta.reshape(G, -1), None
