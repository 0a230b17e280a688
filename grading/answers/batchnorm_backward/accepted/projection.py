# about: takes out what is along the constant vector and along x_hat
import numpy as np


def batchnorm_backward(dout, cache):
    x_hat, centred, std, gamma = cache
    g = dout * gamma
    length = np.sqrt((centred**2).sum(axis=0))
    direction = centred / np.where(length == 0, 1, length)
    share = (centred**2).mean(axis=0) / std**2
    along = direction * (direction * g).sum(axis=0) * share
    dx = (g - g.mean(axis=0) - along) / std
    return dx, np.diag(dout.T @ x_hat).copy(), np.add.reduce(dout, axis=0)
