# check: test-apply_pca
# hint: multiplied by the deviations instead of divided
# says: multiplied by the deviations instead of divided.
# about: multiplies by the deviation
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated * np.sqrt(variances + eps)
    return rotated
