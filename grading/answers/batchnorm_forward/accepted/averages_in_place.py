# about: changes the arrays of the running averages in place
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    mode, D = bn_param["mode"], x.shape[-1]
    assert x.ndim == 2
    if mode != "train" and mode != "test":
        raise ValueError(f"bad mode {mode}")
    running_mean = bn_param.setdefault("running_mean", np.zeros(D))
    running_var = bn_param.setdefault("running_var", np.zeros(D))
    if mode == "test":
        return gamma * (x - running_mean) * (running_var + eps) ** -0.5 + beta, None
    mu = np.add.reduce(x) / len(x)
    centred = x - mu
    var = np.square(centred).mean(0)
    running_mean *= momentum
    running_mean += (1 - momentum) * mu
    running_var += (1 - momentum) * (var - running_var)
    std = np.hypot(np.sqrt(var), np.sqrt(eps))
    x_hat = centred / std
    return gamma * x_hat + beta, [x_hat, centred, std, gamma]
