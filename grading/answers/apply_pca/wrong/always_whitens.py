# check: test-apply_pca
# hint: whitened although nobody asked for it
# says: whitened although nobody asked for it.
# about: whiten is not read
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if True:
        rotated = rotated / np.sqrt(variances + eps)
    return rotated
