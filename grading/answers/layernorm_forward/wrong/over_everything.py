# check: test-layernorm_forward
# hint: one mean for all
# says: one mean for all: each example has its own.
# about: no axis at all
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean()
    centred = x - mean
    var = (centred**2).mean()
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, gamma)
    return out, cache


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    g = dout * gamma
    dx = (g - g.mean() - x_hat * (g * x_hat).mean()) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
