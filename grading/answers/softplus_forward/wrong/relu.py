# check: test-softplus_forward
# hint: this is ReLU
# says: this is ReLU.
# about: ReLU
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.maximum(x, 0)
    return out, (beta * x, beta)


def softplus_backward(dout, cache):
    z, beta = cache
    return dout * (z > 0)
