# about: what batch norm has to be multiplied by, read off one call of it
import numpy as np

from cs231n_utils.layers import batchnorm_forward


def identity_parameters(x, eps=1e-5):
    D = x.shape[1]
    param = {"mode": "train", "eps": eps, "momentum": 0}
    batchnorm_forward(x, np.ones(D), np.zeros(D), param)
    return np.sqrt(param["running_var"] + param["eps"]), param["running_mean"]
