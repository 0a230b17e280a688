# about: the cache is the backward pass itself, as a closure
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    if bn_param["mode"] == "test":
        std = np.sqrt(bn_param["running_var"] + eps)
        return (x - bn_param["running_mean"]) / std * gamma + beta, None
    if bn_param["mode"] != "train":
        raise ValueError
    mean, var = np.mean(x, axis=0), np.var(x, axis=0)
    for name, value in (("running_mean", mean), ("running_var", var)):
        past = bn_param.get(name, 0.0)
        bn_param[name] = momentum * past + (1 - momentum) * value
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std

    def back(dout):
        g = gamma * dout
        dx = (g - g.mean(0) - x_hat * (g * x_hat).mean(0)) / std
        return dx, (dout * x_hat).sum(0), dout.sum(0)

    return gamma * x_hat + beta, {"back": back, "name": "batch norm"}


def batchnorm_backward(dout, cache):
    return cache["back"](dout)


def batchnorm_backward_alt(dout, cache):
    return cache["back"](dout)
