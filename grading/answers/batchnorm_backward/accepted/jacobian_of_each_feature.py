# about: builds the N x N Jacobian of each feature and multiplies
import numpy as np


def batchnorm_backward(dout, cache):
    x_hat, _, std, gamma = cache
    N, D = dout.shape
    dx, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for j in range(D):
        h = x_hat[:, j : j + 1]
        jacobian = (np.eye(N) - 1 / N - h @ h.T / N) * gamma[j] / std[j]
        dx[:, j] = jacobian @ dout[:, j]
        dgamma[j] = dout[:, j] @ x_hat[:, j]
        dbeta[j] = sum(dout[:, j])
    return dx, dgamma, dbeta
