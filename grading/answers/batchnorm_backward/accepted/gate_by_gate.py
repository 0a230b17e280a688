# about: eleven gates, with a cache of its own in which the inverse is a node
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    zeros = np.zeros(x.shape[1])
    running_mean = bn_param.get("running_mean", zeros)
    running_var = bn_param.get("running_var", zeros)
    if mode == "test":
        x_hat = (x - running_mean) / np.sqrt(running_var + eps)
        return gamma * x_hat + beta, None
    if mode != "train":
        raise ValueError(mode)
    mu = x.sum(axis=0) / len(x)
    c = x - mu
    squared = c * c
    var = squared.sum(axis=0) / len(x)
    root = np.sqrt(var + eps)
    inverse = 1 / root
    x_hat = c * inverse
    scaled = gamma * x_hat
    bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mu
    bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    return scaled + beta, (x, mu, c, squared, var, eps, root, inverse, x_hat, gamma)


def batchnorm_backward(dout, cache):
    x, mu, c, squared, var, eps, root, inverse, x_hat, gamma = cache
    N = len(dout)
    dbeta = dout.sum(axis=0)
    dscaled = dout
    dgamma = (dscaled * x_hat).sum(axis=0)
    dx_hat = dscaled * gamma
    dinverse = (dx_hat * c).sum(axis=0)
    dc = dx_hat * inverse
    droot = -dinverse / root**2
    dvar = 0.5 * droot / np.sqrt(var + eps)
    dsquared = np.ones_like(dout) * dvar / N
    dc = dc + 2 * c * dsquared
    dmu = -dc.sum(axis=0)
    dx = dc + np.ones_like(dout) * dmu / N
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
