# check: test-elu_forward, test-elu_backward
# hint: nan or infinite
# about: exp where x is positive
import numpy as np


def elu_forward(x, elu_param):
    alpha = elu_param.get("alpha", 1.0)
    scale = elu_param.get("scale", 1.0)
    width = elu_param.get("width", 1.0)
    out = scale * np.where(x < 0, x, alpha * (np.exp(x / width) - 1))
    return out, (x, alpha, scale, width)


def elu_backward(dout, cache):
    x, alpha, scale, width = cache
    e = np.exp(np.minimum(x, 0) / width)
    return dout * scale * np.where(x > 0, 1, alpha / width * e)
