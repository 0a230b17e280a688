# check: test-fit_pca
# hint: the covariance is a sum, not divided by N
# says: the covariance is a sum, not divided by N.
# about: not divided by N
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], values[order], mean
