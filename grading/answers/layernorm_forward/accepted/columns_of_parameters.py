# about: transposes x, and gamma and beta become columns
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    x, gamma, beta = x.T, gamma.reshape(-1, 1), beta.reshape(-1, 1)
    mean, var = x.mean(axis=0), x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    cache = {"x_hat": x_hat, "var": var, "eps": eps, "gamma": gamma}
    return (gamma * x_hat + beta).T, cache


def layernorm_backward(dout, cache):
    dout, x_hat = dout.T, cache["x_hat"]
    g = cache["gamma"] * dout
    dx = g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)
    dx /= np.sqrt(cache["var"] + cache["eps"])
    return dx.T, (dout * x_hat).sum(axis=1), dout.sum(axis=1)
