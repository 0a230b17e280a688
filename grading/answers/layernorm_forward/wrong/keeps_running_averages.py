# check: test-layernorm_forward, test-layernorm_backward
# hint: layer norm has no running averages
# says: layer norm has no running averages: each example has its own mean and variance.
# about: normalises with running averages of the features
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    past = ln_param.get("running_mean", 0.0)
    ln_param["running_mean"] = mean = 0.9 * past + 0.1 * mean.mean()
    centred = x - mean
    var = (centred**2).mean(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, centred, gamma)
    return out, cache


def layernorm_backward(dout, cache):
    x_hat, std, centred, gamma = cache
    g = dout * gamma
    along = (g * x_hat).mean(axis=1, keepdims=True)
    c = (g - x_hat * along) / std
    dx = c - 0.1 * c.mean()
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
