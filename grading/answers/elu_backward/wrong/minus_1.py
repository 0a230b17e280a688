# check: test-elu_backward
# hint: on the negative side this is the function
# says: on the negative side this is the function, not its slope: a constant has no derivative.
# about: exp(x) - 1
import numpy as np


def elu_forward(x, elu_param):
    alpha = elu_param.get("alpha", 1.0)
    scale = elu_param.get("scale", 1.0)
    width = elu_param.get("width", 1.0)
    out = scale * np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0) / width) - 1))
    return out, (x, out, alpha, scale, width)


def elu_backward(dout, cache):
    x, out, alpha, scale, width = cache
    e = np.exp(np.minimum(x, 0) / width)
    return dout * scale * np.where(x > 0, 1, alpha / width * (e - 1))
