# check: test-layernorm_forward, test-layernorm_backward
# hint: gamma, then beta
# about: only shifts
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = (centred**2).mean(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = x_hat + beta
    cache = (x_hat, std, gamma)
    return out, cache
