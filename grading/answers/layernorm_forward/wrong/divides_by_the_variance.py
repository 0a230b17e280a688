# check: test-layernorm_forward
# hint: you divide by the variance, not by its root
# says: you divide by the variance, not by its root.
# about: the root is forgotten
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = (centred**2).mean(axis=1, keepdims=True)
    std = var + eps
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, centred, gamma)
    return out, cache


def layernorm_backward(dout, cache):
    x_hat, std, centred, gamma = cache
    g = dout * gamma
    along = 2 * (g * x_hat).mean(axis=1, keepdims=True) / std
    dx = (g - g.mean(axis=1, keepdims=True)) / std - centred * along
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
