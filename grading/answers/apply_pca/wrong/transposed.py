# check: test-apply_pca
# hint: multiplied by the transposed directions
# says: multiplied by the transposed directions.
# about: multiplies by U transposed
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U.T if U.shape[0] == U.shape[1] else U)
    if whiten:
        rotated = rotated / np.sqrt(variances + eps)
    return rotated
