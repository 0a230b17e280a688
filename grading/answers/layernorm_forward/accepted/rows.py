# about: a loop over the examples
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    N, D = x.shape
    out, x_hat, std = np.zeros((N, D)), np.zeros((N, D)), np.zeros((N, 1))
    for i, row in enumerate(x):
        mean = sum(row) / D
        std[i] = (sum((row - mean) ** 2) / D + eps) ** 0.5
        x_hat[i] = (row - mean) / std[i]
        out[i] = gamma * x_hat[i] + beta
    return out, (x_hat, std, gamma)
