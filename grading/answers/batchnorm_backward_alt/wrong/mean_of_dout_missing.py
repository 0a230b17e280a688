# check: test-batchnorm_backward_alt
# hint: the way through the mean
# about: the term of the mean is lost
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - x_hat * dgamma / N)
    return dx, dgamma, dbeta
