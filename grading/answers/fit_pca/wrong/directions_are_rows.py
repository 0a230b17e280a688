# check: test-fit_pca
# hint: the directions are rows
# says: the directions are rows.
# about: Vt of the svd
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order].T, values[order], mean
