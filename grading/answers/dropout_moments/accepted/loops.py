# about: a loop over examples and units
import numpy as np


def dropout_moments(x, w, p):
    N, M = x.shape[0], w.shape[1]
    mean, variance = np.zeros((N, M)), np.zeros((N, M))
    for i in range(N):
        for j in range(M):
            mean[i, j] = np.dot(x[i], w[:, j])
            variance[i, j] = p * (1 - p) * np.sum((x[i] / p) ** 2 * w[:, j] ** 2)
    return mean, variance
