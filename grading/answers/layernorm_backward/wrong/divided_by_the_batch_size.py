# check: test-layernorm_backward
# hint: right where N equals D
# about: N in place of D
import numpy as np


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N, D = dout.shape
    g = dout * gamma
    mean_g = np.sum(g, axis=1, keepdims=True) / N
    mean_gx = np.sum(g * x_hat, axis=1, keepdims=True) / N
    dx = (g - mean_g - x_hat * mean_gx) / std
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
