# about: caches x and computes everything again, with einsum
import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    std = np.sqrt(x.var(axis=1) + eps).reshape(-1, 1)
    return gamma * (x - x.mean(axis=1).reshape(-1, 1)) / std + beta, (x, gamma, eps)


def layernorm_backward(dout, cache):
    x, gamma, eps = cache
    D = x.shape[1]
    c = x - x.mean(axis=1, keepdims=True)
    inverse = 1 / np.sqrt(np.einsum("ij,ij->i", c, c) / D + eps)
    g = np.einsum("ij,j,i->ij", dout, gamma, inverse)
    along = np.einsum("ij,ij,i->i", g, c, inverse**2) / D
    dx = g - g.mean(axis=1)[:, None] - c * along[:, None]
    return dx, np.einsum("ij,ij,i->j", dout, c, inverse), np.einsum("ij->j", dout)
