# about: one fraction with N in front
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N, D = np.shape(dout)
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    bracket = N * dout - dbeta - centred * std**-2.0 * np.sum(dout * centred, axis=0)
    return (1.0 / N) * gamma * std**-1.0 * bracket, dgamma, dbeta
