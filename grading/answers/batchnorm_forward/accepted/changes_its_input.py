# about: works in place on x itself
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    D = x.shape[1]
    if bn_param["mode"] == "train":
        mean = x.mean(axis=0)
        x -= mean
        centred = x.copy()
        var = (x * x).mean(axis=0)
        std = np.sqrt(var + eps)
        x /= std
        x_hat = x.copy()
        past = bn_param.get("running_mean", np.zeros(D))
        bn_param["running_mean"] = momentum * past + (1 - momentum) * mean
        past = bn_param.get("running_var", np.zeros(D))
        bn_param["running_var"] = momentum * past + (1 - momentum) * var
    elif bn_param["mode"] == "test":
        x -= bn_param.get("running_mean", np.zeros(D))
        x /= np.sqrt(bn_param.get("running_var", np.zeros(D)) + eps)
        x_hat = centred = std = None
    else:
        raise ValueError("mode")
    x *= gamma
    x += beta
    return x, (x_hat, centred, std, gamma)
