# check: test-batchnorm_backward_alt
# hint: right where N equals D
# about: the wrong axis for N
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = dout.shape[-1]
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / N - x_hat * dgamma / N)
    return dx, dgamma, dbeta
