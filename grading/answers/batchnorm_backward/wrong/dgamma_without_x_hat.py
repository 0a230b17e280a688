# check: test-batchnorm_backward-parameters
# hint: you forgot the factor x_hat
# says: you forgot the factor x_hat.
# about: dgamma is the sum of dout
import numpy as np


def batchnorm_backward(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx_hat = dout * gamma
    dstd = np.sum(dx_hat * -centred / std**2, axis=0)
    dvar = 0.5 * dstd / std
    dcentred = dx_hat / std + 2 * centred * dvar / N
    dmean = -np.sum(dcentred, axis=0)
    dx = dcentred + dmean / N
    return dx, dgamma, dbeta
