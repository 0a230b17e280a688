# check: test-batchnorm_backward_alt
# hint: times what it should be
# about: the whole is divided by N once more
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / (N * std) * (dout - dbeta / N - x_hat * dgamma / N)
    return dx, dgamma, dbeta
