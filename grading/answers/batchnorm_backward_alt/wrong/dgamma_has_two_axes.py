# check: test-batchnorm_backward_alt
# hint: dgamma of batchnorm_backward_alt has shape (1, 3)
# about: keepdims=True
import numpy as np


def batchnorm_backward_alt(dout, cache):
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / N - x_hat * dgamma / N)
    return dx, dgamma.reshape(1, -1), dbeta.reshape(1, -1)
