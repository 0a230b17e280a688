# check: test-fit_pca
# hint: mean of fit_pca has shape ()
# about: one mean for all features
import numpy as np


def fit_pca(X):
    mean = X.mean()
    centred = X - mean
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], values[order], mean
