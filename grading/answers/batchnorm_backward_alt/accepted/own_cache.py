# about: a forward pass that caches a dict, and both backward passes from it
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    mean = bn_param.get("running_mean", np.zeros(x.shape[1]))
    var = bn_param.get("running_var", np.zeros(x.shape[1]))
    if bn_param["mode"] == "test":
        return gamma * ((x - mean) / np.sqrt(var + eps)) + beta, {}
    if bn_param["mode"] != "train":
        raise ValueError(bn_param["mode"])
    cache = {"x": x, "gamma": gamma, "mean": x.mean(0), "var": x.var(0), "eps": eps}
    bn_param["running_mean"] = momentum * mean + (1 - momentum) * cache["mean"]
    bn_param["running_var"] = momentum * var + (1 - momentum) * cache["var"]
    cache["x_hat"] = (x - cache["mean"]) / np.sqrt(cache["var"] + eps)
    return gamma * cache["x_hat"] + beta, cache


def batchnorm_backward(dout, cache):
    c = cache["x"] - cache["mean"]
    inverse = 1 / np.sqrt(cache["var"] + cache["eps"])
    g = dout * cache["gamma"]
    dvar = np.sum(g * c * -0.5 * inverse**3, axis=0)
    dmean = np.sum(-g * inverse, axis=0)
    dx = g * inverse + dvar * 2 * c / len(c) + dmean / len(c)
    return dx, np.sum(dout * cache["x_hat"], axis=0), np.sum(dout, axis=0)


def batchnorm_backward_alt(dout, cache):
    x_hat, N = cache["x_hat"], len(dout)
    dgamma, dbeta = np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
    scale = cache["gamma"] / np.sqrt(cache["var"] + cache["eps"])
    return scale * (dout - (dbeta + x_hat * dgamma) / N), dgamma, dbeta
