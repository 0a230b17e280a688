# check: test-fit_pca
# hint: those are singular values: square them and divide by N
# says: those are singular values: square them and divide by N.
# about: the singular values of the data
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], np.sqrt(len(X) * values[order]), mean
