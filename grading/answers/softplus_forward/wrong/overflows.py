# check: test-softplus_forward
# hint: nan or infinite
# about: log(1 + exp(x))
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.log(1 + np.exp(beta * x)) / beta
    return out, beta * x
