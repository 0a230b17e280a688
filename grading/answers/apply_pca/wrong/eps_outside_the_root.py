# check: test-apply_pca
# hint: eps stands outside the square root
# says: eps stands outside the square root.
# about: deviation plus eps
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / (np.sqrt(variances) + eps)
    return rotated
