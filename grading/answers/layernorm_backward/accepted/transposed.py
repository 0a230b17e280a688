# about: batch norm's formula on the transposed arrays
import numpy as np


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    h, g = x_hat.T, (dout * gamma).T
    D = len(g)
    dx = (D * g - g.sum(axis=0) - h * (g * h).sum(axis=0)) / (D * std.T)
    return [dx.T, (dout * x_hat).sum(axis=0), dout.sum(axis=0)]
