# check: test-fit_pca
# hint: U of fit_pca has shape (6, 6)
# about: N x N in place of D x D
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred @ centred.T / X.shape[1]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], values[order], mean
