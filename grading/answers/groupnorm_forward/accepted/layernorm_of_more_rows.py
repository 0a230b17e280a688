# about: every group becomes an example of layer norm
import numpy as np

from cs231n_utils.layers import layernorm_forward


def groupnorm_forward(x, gamma, beta, gn_param):
    rows = x.reshape(len(x) * gn_param["groups"], -1)
    D = rows.shape[1]
    x_hat, cache = layernorm_forward(rows, np.ones(D), np.zeros(D), gn_param)
    return [gamma * x_hat.reshape(x.shape) + beta, cache]
