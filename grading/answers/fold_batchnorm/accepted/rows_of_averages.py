# about: einsum, and returns a list
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    inverse = 1 / np.sqrt(np.asarray(bn_param["running_var"]) + eps)
    w_folded = np.einsum("ij,j,j->ij", w, gamma, inverse)
    return [w_folded, (b - bn_param["running_mean"]) * gamma * inverse + beta]
