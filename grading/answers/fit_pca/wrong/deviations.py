# check: test-fit_pca
# hint: those are standard deviations, not variances
# says: those are standard deviations, not variances.
# about: roots of the variances
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], np.sqrt(values[order]), mean
