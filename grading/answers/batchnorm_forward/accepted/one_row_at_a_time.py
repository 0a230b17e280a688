# about: mean and variance by an update with each row
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    mean, squares = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    running_mean = bn_param.get("running_mean", mean)
    running_var = bn_param.get("running_var", mean)
    if mode == "test":
        rows = [(row - running_mean) / (running_var + eps) ** 0.5 for row in x]
        return gamma * np.stack(rows) + beta, None
    if mode != "train":
        raise ValueError(f"mode = {mode}")
    for count, row in enumerate(x, start=1):
        step = row - mean
        mean = mean + step / count
        squares = squares + step * (row - mean)
    var = squares / len(x)
    bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
    bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    std = np.sqrt(var + eps)
    x_hat = np.array([(row - mean) / std for row in x])
    return gamma * x_hat + beta, (x_hat, x - mean, std, gamma)
