# check: test-layernorm_backward
# hint: the ways through the mean and the variance
# about: batch norm's means
import numpy as np


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N, D = dout.shape
    g = dout * gamma
    mean_g = np.mean(g, axis=0)
    mean_gx = np.mean(g * x_hat, axis=0)
    dx = (g - mean_g - x_hat * mean_gx) / std
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
