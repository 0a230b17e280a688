# check: test-fit_pca
# hint: the smallest variance comes first
# says: the smallest variance comes first.
# about: the order of eigh
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    return vectors, values, mean
