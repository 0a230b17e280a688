# check: test-layernorm_forward
# hint: large mean
# about: the variance as mean of squares minus square of mean
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = (x**2).mean(axis=1, keepdims=True) - mean**2
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, gamma)
    return out, cache
