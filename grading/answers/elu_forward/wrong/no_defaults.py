# check: test-elu_forward, test-elu_backward
# hint: KeyError
# about: settings must be there
import numpy as np


def elu_forward(x, elu_param):
    alpha, scale, width = [elu_param[k] for k in ("alpha", "scale", "width")]
    out = scale * np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0) / width) - 1))
    return out, (x, alpha, scale, width)


def elu_backward(dout, cache):
    x, alpha, scale, width = cache
    e = np.exp(np.minimum(x, 0) / width)
    return dout * scale * np.where(x > 0, 1, alpha / width * e)
