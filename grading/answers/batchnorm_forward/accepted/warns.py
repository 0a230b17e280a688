# about: divides by zero on a way that is not taken, and numpy warns
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    D = x.shape[1]
    running_mean = bn_param.get("running_mean", np.zeros(D))
    running_var = bn_param.get("running_var", np.zeros(D))
    known = (x - running_mean) / np.sqrt(running_var)
    if mode == "test":
        known = (x - running_mean) / np.sqrt(running_var + eps)
        return gamma * known + beta, None
    if mode == "train":
        mu, var = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mu
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
        std = np.sqrt(var + eps)
        x_hat = (x - mu) / std
        return gamma * x_hat + beta, (x_hat, x - mu, std, gamma)
    raise ValueError(f"{mode}?")
