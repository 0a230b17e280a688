# check: test-fit_pca
# hint: the rows of the matrix are turned round, not its columns
# says: the rows of the matrix are turned round, not its columns.
# about: [::-1] turns the rows of U round
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[::-1], values[order], mean
