# about: returns a list, keeps more in bn_param than asked for, standardises the input
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    bn_param["eps"] = eps = bn_param.get("eps", 1e-5)
    bn_param["momentum"] = m = bn_param.get("momentum", 0.9)
    bn_param["calls"] = bn_param.get("calls", 0) + 1
    x = np.asarray(x, dtype=np.float64)
    zeros = np.zeros(x.shape[1])
    statistics = {
        "train": lambda: (x.mean(0), x.std(0) ** 2),
        "test": lambda: (
            bn_param.get("running_mean", zeros),
            bn_param.get("running_var", zeros),
        ),
    }
    if bn_param["mode"] not in statistics:
        raise ValueError(bn_param["mode"])
    mean, var = statistics[bn_param["mode"]]()
    if bn_param["mode"] == "train":
        bn_param["last_mean"] = mean
        old = bn_param.get("running_mean", zeros), bn_param.get("running_var", zeros)
        bn_param["running_mean"] = old[0] * m + mean * (1 - m)
        bn_param["running_var"] = old[1] * m + var * (1 - m)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return [gamma * x_hat + beta, (x_hat, x - mean, np.sqrt(var + eps), gamma)]
