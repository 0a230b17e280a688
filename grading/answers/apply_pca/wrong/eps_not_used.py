# check: test-apply_pca
# hint: eps is not used
# says: eps is not used.
# about: eps is missing
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / np.sqrt(variances)
    return rotated
