# check: test-layernorm_forward, test-layernorm_backward
# hint: gamma and beta belong to the features
# says: gamma and beta belong to the features, not to the examples.
# about: gamma and beta as columns
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = (centred**2).mean(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = gamma[: len(x), None] * x_hat + beta[: len(x), None]
    cache = (x_hat, std, gamma)
    return out, cache


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    g = dout * gamma[: len(dout), None]
    mean_g = g.mean(axis=1, keepdims=True)
    dx = (g - mean_g - x_hat * (g * x_hat).mean(axis=1, keepdims=True)) / std
    dgamma, dbeta = np.zeros_like(gamma), np.zeros_like(gamma)
    dgamma[: len(dout)] = (dout * x_hat).sum(axis=1)
    dbeta[: len(dout)] = dout.sum(axis=1)
    return dx, dgamma, dbeta
