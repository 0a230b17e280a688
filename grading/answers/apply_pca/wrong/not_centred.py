# check: test-apply_pca
# hint: the mean is not subtracted
# says: the mean is not subtracted.
# about: the mean is ignored
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / np.sqrt(variances + eps)
    return rotated
