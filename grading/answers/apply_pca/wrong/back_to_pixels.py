# check: test-apply_pca
# hint: turned back into the old axes
# says: turned back into the old axes.
# about: turned back at the end
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / np.sqrt(variances + eps)
    return rotated @ U.T
