# about: scales the directions, not the examples


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    directions = U / (variances + eps) ** 0.5 if whiten else U
    return X @ directions - mean @ directions
