# check: test-fit_pca
# hint: the mean was not subtracted before
# says: the mean was not subtracted before.
# about: mean squares in place of the covariance
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], values[order], mean
