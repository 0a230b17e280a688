# about: means instead of sums
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, _, std, gamma = cache
    g = gamma * dout / std
    dx = g - np.mean(g, 0) - x_hat * np.mean(g * x_hat, 0)
    return dx, np.sum(dout * x_hat, 0), np.sum(dout, 0)
