# check: test-fit_pca
# hint: the variances are sorted, but the directions are not
# says: the variances are sorted, but the directions are not.
# about: only the variances are sorted
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors, values[order], mean
