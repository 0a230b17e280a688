# about: einsum, and new axes in place of keepdims
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param["eps"] if "eps" in ln_param else 1e-5
    D = x.shape[1]
    centred = x - np.einsum("ij->i", x)[:, None] / D
    var = np.einsum("ij,ij->i", centred, centred) / D
    std = np.sqrt(var + eps)[:, None]
    x_hat = centred / std
    return [np.einsum("ij,j->ij", x_hat, gamma) + beta, (x_hat, std, gamma)]
