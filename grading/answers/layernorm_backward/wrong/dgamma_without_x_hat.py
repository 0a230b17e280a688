# check: test-layernorm_backward
# hint: wrong in dgamma
# about: dgamma is the sum of dout
import numpy as np


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N, D = dout.shape
    g = dout * gamma
    mean_g = np.sum(g, axis=1, keepdims=True) / D
    mean_gx = np.sum(g * x_hat, axis=1, keepdims=True) / D
    dx = (g - mean_g - x_hat * mean_gx) / std
    dgamma = np.sum(dout, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
