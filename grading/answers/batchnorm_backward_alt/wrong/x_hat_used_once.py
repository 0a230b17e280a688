# check: test-batchnorm_backward_alt
# hint: the ways through the mean and the variance
# about: the last term lacks its factor x_hat outside the mean
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / N - dgamma / N)
    return dx, dgamma, dbeta
