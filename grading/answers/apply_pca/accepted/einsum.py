# about: einsum, and changes its input
import numpy as np


def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    X -= mean
    out = np.einsum("nd,dk->nk", X, U)
    return np.divide(out, np.sqrt(variances + eps)[None]) if whiten else out
