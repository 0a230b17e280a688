# about: uses the array dout for its own work
import numpy as np


def batchnorm_backward(dout, cache):
    x_hat, _, std, gamma = cache
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dout -= dbeta / len(dout)
    dout -= x_hat * dgamma / len(dout)
    dout *= gamma
    dout /= std
    return dout, dgamma, dbeta
