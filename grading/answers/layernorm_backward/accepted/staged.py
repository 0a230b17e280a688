# about: gate by gate
import numpy as np


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    D = dout.shape[1]
    dx_hat = dout * gamma
    centred = x_hat * std
    dstd = np.sum(-dx_hat * centred / std**2, axis=1, keepdims=True)
    dvar = 0.5 * dstd / std
    dcentred = dx_hat / std + 2 * centred * dvar / D
    dmean = -np.sum(dcentred, axis=1, keepdims=True)
    dx = dcentred + dmean / D
    return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
