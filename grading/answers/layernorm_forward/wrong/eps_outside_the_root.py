# check: test-layernorm_forward
# hint: eps stands outside the square root
# says: eps stands outside the square root.
# about: divides by sqrt(var) + eps
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = (centred**2).mean(axis=1, keepdims=True)
    root = np.sqrt(var)
    std = root + eps
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, root, gamma)
    return out, cache


def layernorm_backward(dout, cache):
    x_hat, std, root, gamma = cache
    g = dout * gamma
    mean_g = g.mean(axis=1, keepdims=True)
    along = (g * x_hat).mean(axis=1, keepdims=True)
    dx = (g - mean_g) / std - x_hat * along / root
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
