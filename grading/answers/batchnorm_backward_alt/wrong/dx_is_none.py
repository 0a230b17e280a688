# check: test-batchnorm_backward_alt
# hint: dx of batchnorm_backward_alt is missing
# about: only dgamma and dbeta are done
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = None
    return dx, dgamma, dbeta
