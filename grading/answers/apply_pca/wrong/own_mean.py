# check: test-apply_pca
# hint: centred by the mean of X itself, not by the mean that is given
# says: centred by the mean of X itself, not by the mean that is given.
# about: centred by the examples' own mean
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - X.mean(axis=0)
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / np.sqrt(variances + eps)
    return rotated
