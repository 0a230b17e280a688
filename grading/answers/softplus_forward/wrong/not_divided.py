# check: test-softplus_forward
# hint: it is not divided by beta
# says: it is not divided by beta.
# about: beta
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.logaddexp(0, beta * x)
    return out, (beta * x, beta)


def softplus_backward(dout, cache):
    z, beta = cache
    return dout * beta / (1 + np.exp(-z))
