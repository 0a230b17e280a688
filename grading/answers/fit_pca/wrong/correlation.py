# check: test-fit_pca
# hint: that is PCA of standardised features
# says: that is PCA of standardised features.
# about: the correlation matrix
import numpy as np


def fit_pca(X):
    mean = X.mean(axis=0)
    centred = (X - mean) / X.std(axis=0)
    cov = centred.T @ centred / X.shape[0]
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return vectors[:, order], values[order], mean
