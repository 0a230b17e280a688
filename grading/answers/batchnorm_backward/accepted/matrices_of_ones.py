# about: every sum is a product with a matrix of ones
import numpy as np


def batchnorm_backward(dout, cache):
    x_hat, centred, std, gamma = cache
    N, D = dout.shape
    ones = np.ones((N, D))
    row = np.ones((1, N))
    dx_hat = dout * gamma
    dvar = -0.5 * (row @ (dx_hat * centred)) / std**3
    dmean = -(row @ dx_hat) / std - 2 * dvar * (row @ centred) / N
    dx = dx_hat / std + ones / N * dmean + ones / N * 2 * centred * dvar
    return dx, (row @ (dout * x_hat)).reshape(D), (row @ dout).ravel()
