# check: test-apply_pca
# hint: eps is not read from the argument
# says: eps is not read from the argument.
# about: 1e-5 whatever is given
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / np.sqrt(variances + 1e-5)
    return rotated
