# check: test-apply_pca
# hint: divided by the deviations of X itself, not by those that are given
# says: divided by the deviations of X itself, not by those that are given.
# about: the deviations of the examples themselves
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / np.sqrt(rotated.var(axis=0) + eps)
    return rotated
