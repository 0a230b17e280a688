# check: test-elu_forward
# hint: scale is missing on the negative side
# says: scale is missing on the negative side.
# about: scale
import numpy as np


def elu_forward(x, elu_param):
    alpha = elu_param.get("alpha", 1.0)
    scale = elu_param.get("scale", 1.0)
    width = elu_param.get("width", 1.0)
    out = np.where(x > 0, scale * x, alpha * (np.exp(np.minimum(x, 0) / width) - 1))
    return out, (x, alpha, scale, width)


def elu_backward(dout, cache):
    x, alpha, scale, width = cache
    e = np.exp(np.minimum(x, 0) / width)
    return dout * np.where(x > 0, scale, alpha / width * e)
