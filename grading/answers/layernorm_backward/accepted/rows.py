# about: a loop over the examples with the Jacobian of each
import numpy as np


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N, D = dout.shape
    dx, dgamma, dbeta = np.empty((N, D)), np.zeros(D), np.zeros(D)
    for i in range(N):
        h = x_hat[i]
        jacobian = (np.eye(D) - 1 / D - np.outer(h, h) / D) / std[i]
        dx[i] = jacobian @ (gamma * dout[i])
        dgamma += dout[i] * h
        dbeta += dout[i]
    return dx, dgamma, dbeta
