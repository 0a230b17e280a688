# check: test-elu_forward, test-elu_backward
# hint: should return (out, cache)
# about: returns the output alone
import numpy as np


def elu_forward(x, elu_param):
    alpha = elu_param.get("alpha", 1.0)
    scale = elu_param.get("scale", 1.0)
    width = elu_param.get("width", 1.0)
    return scale * np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0) / width) - 1))
