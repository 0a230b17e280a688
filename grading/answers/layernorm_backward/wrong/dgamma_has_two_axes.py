# check: test-layernorm_backward
# hint: dgamma of layernorm_backward has shape (1, 10)
# about: keepdims=True everywhere
import numpy as np


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N, D = dout.shape
    g = dout * gamma
    mean_g = np.sum(g, axis=1, keepdims=True) / D
    mean_gx = np.sum(g * x_hat, axis=1, keepdims=True) / D
    dx = (g - mean_g - x_hat * mean_gx) / std
    dgamma = np.sum(dout * x_hat, axis=0, keepdims=True)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
