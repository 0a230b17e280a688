# check: test-layernorm_forward
# hint: eps is not read from ln_param
# says: eps is not read from ln_param.
# about: 1e-5 whatever ln_param says
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = 1e-5
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    var = (centred**2).mean(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    x_hat = centred / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, gamma)
    return out, cache
