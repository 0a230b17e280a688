# check: test-layernorm_forward
# hint: the variance is divided by D - 1
# says: the variance is divided by D - 1.
# about: ddof=1
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = x.var(axis=1, ddof=1, keepdims=True)
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, gamma)
    return out, cache


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    g = dout * gamma
    along = (g * x_hat).sum(axis=1, keepdims=True) / (g.shape[1] - 1)
    dx = (g - g.mean(axis=1, keepdims=True) - x_hat * along) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
