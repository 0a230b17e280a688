# check: test-fit_pca
# hint: the covariance is divided by N - 1
# says: the covariance is divided by N - 1.
# about: np.cov without bias
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / (X.shape[0] - 1)
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], values[order], mean
