# check: test-fit_pca
# hint: the directions do not have length 1
# says: the directions do not have length 1.
# about: directions as long as their deviations
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order] * np.sqrt(values[order]), values[order], mean
