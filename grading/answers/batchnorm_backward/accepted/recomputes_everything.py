# about: caches only the inputs and computes all nodes again
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    if bn_param["mode"] == "train":
        mean, var = x.mean(0), x.var(0)
        past_mean = bn_param.get("running_mean", np.zeros_like(mean))
        past_var = bn_param.get("running_var", np.zeros_like(var))
        bn_param["running_mean"] = momentum * past_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * past_var + (1 - momentum) * var
    elif bn_param["mode"] == "test":
        mean, var = bn_param["running_mean"], bn_param["running_var"]
    else:
        raise ValueError("mode")
    out = gamma * (x - mean) / np.sqrt(var + eps) + beta
    return out, (x, gamma, beta, bn_param)


def batchnorm_backward(dout, cache):
    x, gamma, beta, bn_param = cache
    eps = bn_param.get("eps", 1e-5)
    var = x.var(axis=0) + eps
    c = x - x.mean(axis=0)
    g = dout * gamma * var**-0.5
    correction = c * np.mean(g * c, axis=0) / var
    dgamma = np.sum(dout * c, axis=0) * var**-0.5
    return g - np.mean(g, axis=0) - correction, dgamma, np.sum(dout, axis=0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
