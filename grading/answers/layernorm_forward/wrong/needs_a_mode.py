# check: test-layernorm_forward, test-layernorm_backward
# hint: mode
# about: sent through batch norm's code, which looks up a mode
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    if ln_param["mode"] != "train":
        raise ValueError("mode")
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = (centred**2).mean(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, gamma)
    return out, cache
