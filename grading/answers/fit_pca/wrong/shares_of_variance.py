# check: test-fit_pca
# hint: those are shares of the total variance
# says: those are shares of the total variance.
# about: variances that add up to 1
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], values[order] / values.sum(), mean
