# about: from the singular values of the centred data
import numpy as np


def fit_pca(X):
    mean = np.mean(X, axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=True)
    variances = np.zeros(X.shape[1])
    variances[: len(s)] = s**2 / len(X)
    return Vt.T, variances, mean
