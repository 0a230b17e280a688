# about: half of 1 + tanh(x / 2); the cache is a dict
import numpy as np


def sigmoid_forward(x):
    out = 0.5 * (1 + np.tanh(0.5 * x))
    return out, {"s": out}


def sigmoid_backward(dout, cache):
    s = cache["s"]
    return s * (1 - s) * dout
