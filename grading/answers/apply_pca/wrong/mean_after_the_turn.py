# check: test-apply_pca
# hint: the mean is subtracted after the turn
# says: the mean is subtracted after the turn.
# about: subtracts the mean from the coordinates
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X
    rotated = centred.dot(U) - mean[: U.shape[1]]
    if whiten:
        rotated = rotated / np.sqrt(variances + eps)
    return rotated
