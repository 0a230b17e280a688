# check: test-batchnorm_backward_alt
# hint: the way through the variance
# about: the term of the variance is lost
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / N)
    return dx, dgamma, dbeta
