# about: all sums as einsum
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    mean = bn_param.get("running_mean", np.zeros(D))
    var = bn_param.get("running_var", np.zeros(D))
    if mode == "test":
        scale = np.einsum("j,j->j", gamma, 1 / np.sqrt(var + eps))
        return np.einsum("ij,j->ij", x - mean, scale) + beta, ()
    if mode == "train":
        mu = np.einsum("ij->j", x) / N
        centred = x - mu
        sigma2 = np.einsum("ij,ij->j", centred, centred) / N
        bn_param["running_mean"] = momentum * mean + (1 - momentum) * mu
        bn_param["running_var"] = momentum * var + (1 - momentum) * sigma2
        std = np.sqrt(sigma2 + eps)
        x_hat = np.einsum("ij,j->ij", centred, 1 / std)
        return np.einsum("ij,j->ij", x_hat, gamma) + beta, (x_hat, centred, std, gamma)
    raise ValueError("train or test")
