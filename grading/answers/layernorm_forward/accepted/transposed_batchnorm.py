# about: batch norm of the transposed batch; writes to ln_param
import numpy as np

from cs231n_utils.layers import batchnorm_backward, batchnorm_forward


def layernorm_forward(x, gamma, beta, ln_param):
    ln_param["mode"] = "train"
    ones, zeros = np.ones(len(x)), np.zeros(len(x))
    x_hat, cache = batchnorm_forward(x.T, ones, zeros, ln_param)
    return gamma * x_hat.T + beta, (x_hat.T, gamma, cache)


def layernorm_backward(dout, cache):
    x_hat, gamma, inner = cache
    dx, _, _ = batchnorm_backward((dout * gamma).T, inner)
    return dx.T, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
