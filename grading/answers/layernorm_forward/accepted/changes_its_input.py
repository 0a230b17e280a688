# about: works in place on x
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    x -= np.mean(x, axis=1, keepdims=True)
    std = np.sqrt(np.var(x, axis=-1, keepdims=True) + eps)
    x /= std
    x_hat = x.copy()
    x *= gamma
    x += beta
    return x, (x_hat, std, gamma)
