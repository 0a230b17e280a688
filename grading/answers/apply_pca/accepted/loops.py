# about: one example and one direction at a time
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    out = np.zeros((len(X), U.shape[1]))
    for n, x in enumerate(X):
        for k in range(U.shape[1]):
            out[n, k] = np.dot(x - mean, U[:, k])
            if whiten:
                out[n, k] *= 1 / np.sqrt(variances[k] + eps)
    return out
