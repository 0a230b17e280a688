# check: test-batchnorm_backward_alt
# hint: right where the standard deviation is 1
# about: x - mean stands in place of x_hat
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / N - centred * dgamma / N)
    return dx, dgamma, dbeta
