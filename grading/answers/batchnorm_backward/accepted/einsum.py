# about: einsum throughout, and returns a list
import numpy as np


def batchnorm_backward(dout, cache):
    x_hat, _, std, gamma = cache
    N = len(dout)
    dgamma = np.einsum("ij,ij->j", dout, x_hat)
    dbeta = np.einsum("ij->j", dout)
    inner = dout - dbeta / N - np.einsum("ij,j->ij", x_hat, dgamma) / N
    return [np.einsum("ij,j,j->ij", inner, gamma, 1 / std), dgamma, dbeta]
