# about: one feature after the other, in plain loops
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D)).copy()
    running_var = bn_param.get("running_var", np.zeros(D)).copy()
    out, x_hat, centred = np.empty((N, D)), np.empty((N, D)), np.empty((N, D))
    std = np.empty(D)
    if mode not in ("train", "test"):
        raise ValueError("unknown mode")
    for j in range(D):
        if mode == "train":
            mean = sum(x[i, j] for i in range(N)) / N
            var = sum((x[i, j] - mean) ** 2 for i in range(N)) / N
            running_mean[j] = momentum * running_mean[j] + (1 - momentum) * mean
            running_var[j] = momentum * running_var[j] + (1 - momentum) * var
        else:
            mean, var = running_mean[j], running_var[j]
        std[j] = (var + eps) ** 0.5
        for i in range(N):
            centred[i, j] = x[i, j] - mean
            x_hat[i, j] = centred[i, j] / std[j]
            out[i, j] = gamma[j] * x_hat[i, j] + beta[j]
    if mode == "train":
        bn_param["running_mean"] = running_mean
        bn_param["running_var"] = running_var
    return out, (x_hat, centred, std, gamma)
