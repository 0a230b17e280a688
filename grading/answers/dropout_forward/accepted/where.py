# about: keeps where a number is at least 1 - p; the cache is a function
import numpy as np


def dropout_forward(x, dropout_param):
    p = dropout_param["p"] if dropout_param["mode"] == "train" else 1
    numbers = np.random.default_rng(dropout_param.get("seed")).uniform(size=x.size)
    stays = numbers.reshape(x.shape) >= 1 - p
    return np.where(stays, x / p, 0), lambda dout: np.where(stays, dout / p, 0)


def dropout_backward(dout, cache):
    return cache(dout)
