# about: np.linalg.eig, real parts, as a list
import numpy as np


def fit_pca(X):
    mu = np.average(X, axis=0)
    cov = sum(np.outer(x - mu, x - mu) for x in X) / len(X)
    values, vectors = np.linalg.eig(cov)
    values, vectors = values.real, vectors.real
    order = np.argsort(-values)
    return [vectors[:, order], values[order], mu]
