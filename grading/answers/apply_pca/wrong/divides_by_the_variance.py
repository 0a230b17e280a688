# check: test-apply_pca
# hint: divided by the variances, not by their roots
# says: divided by the variances, not by their roots.
# about: no root


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    centred = X - mean
    rotated = centred.dot(U)
    if whiten:
        rotated = rotated / (variances + eps)
    return rotated
