# about: entry by entry, with math
import math

import numpy as np


def elu_forward(x, elu_param):
    p = {"alpha": 1.0, "scale": 1.0, "width": 1.0} | elu_param
    out = np.array([one(float(v), **p) for v in x.ravel()]).reshape(x.shape)
    return out, (x, p["alpha"], p["scale"], p["width"])


def one(v, alpha, scale, width):
    return scale * (v if v > 0 else alpha * math.expm1(v / width))


def elu_backward(dout, cache):
    x, alpha, scale, width = cache
    e = np.exp(np.minimum(x, 0) / width)
    return dout * scale * np.where(x > 0, 1, alpha / width * e)
