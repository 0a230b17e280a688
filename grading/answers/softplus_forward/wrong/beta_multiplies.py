# check: test-softplus_forward
# hint: it is multiplied by beta at the end
# says: it is multiplied by beta at the end, not divided.
# about: beta
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.logaddexp(0, beta * x) * beta
    return out, (beta * x, beta)


def softplus_backward(dout, cache):
    z, beta = cache
    return dout * beta**2 / (1 + np.exp(-z))
