# about: works on the transposed batch and returns views
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, mode = bn_param.get("eps", 1e-5), bn_param["mode"]
    momentum = bn_param.get("momentum", 0.9)
    rows = x.T
    column = (-1, 1)
    if mode == "train":
        mean = rows.mean(axis=1, keepdims=True)
        var = rows.var(axis=1, keepdims=True)
        old_mean = bn_param.get("running_mean", np.zeros(len(rows)))
        old_var = bn_param.get("running_var", np.zeros(len(rows)))
        new_mean = momentum * old_mean.reshape(column) + (1 - momentum) * mean
        new_var = momentum * old_var.reshape(column) + (1 - momentum) * var
        bn_param["running_mean"], bn_param["running_var"] = new_mean.T[0], new_var.T[0]
    elif mode == "test":
        mean = bn_param["running_mean"].reshape(column)
        var = bn_param["running_var"].reshape(column)
    else:
        raise ValueError(mode)
    std = np.sqrt(var + eps)
    x_hat = (rows - mean) / std
    out = gamma.reshape(column) * x_hat + beta.reshape(column)
    return out.T, (x_hat, std, gamma.reshape(column))


def batchnorm_backward(dout, cache):
    x_hat, std, gamma = cache
    g = dout.T * gamma
    mean_g = g.mean(axis=1, keepdims=True)
    dx = (g - mean_g - x_hat * (g * x_hat).mean(axis=1, keepdims=True)) / std
    return dx.T, (dout.T * x_hat).sum(axis=1), dout.T.sum(axis=1)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
