# about: means as products with a matrix of ones; the cache is a dict
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if mode == "train":
        average = np.ones((N, N)) / N
        centred = x - average @ x
        var = average @ centred**2
        inverse = (var + eps) ** -0.5
        normal = centred * inverse
        running_mean = momentum * running_mean + (1 - momentum) * (average @ x)[0]
        running_var = momentum * running_var + (1 - momentum) * var[0]
        cache = {"average": average, "x_hat": normal, "inv": inverse, "gamma": gamma}
    elif mode == "test":
        normal = (x - running_mean) @ np.diag((running_var + eps) ** -0.5)
        cache = {}
    else:
        raise ValueError(mode)
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return normal @ np.diag(gamma) + np.outer(np.ones(N), beta), cache


def batchnorm_backward(dout, cache):
    g = dout @ np.diag(cache["gamma"])
    x_hat, average = cache["x_hat"], cache["average"]
    dx = cache["inv"] * (g - average @ g - x_hat * (average @ (g * x_hat)))
    ones = np.ones(len(dout))
    return dx, ones @ (dout * x_hat), ones @ dout


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
