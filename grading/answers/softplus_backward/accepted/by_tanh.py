# about: half of 1 + tanh
import numpy as np


def softplus_forward(x, beta=1.0):
    return np.logaddexp(0, beta * x) / beta, (x, beta)


def softplus_backward(dout, cache):
    x, beta = cache
    return dout * (1 + np.tanh(beta * x / 2)) / 2
