# check: test-apply_pca
# hint: whiten has no effect
# says: whiten has no effect.
# about: whiten is not read
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if False:
        rotated = rotated / np.sqrt(variances + eps)
    return rotated
