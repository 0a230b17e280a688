# about: divides the product by p; both passes
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x.dot(w) + b, None
    mask = np.random.default_rng(dropconnect_param.get("seed")).binomial(1, p, w.shape)
    return x.dot(w * mask) / p + b, (x, w, mask, p)


def dropconnect_backward(dout, cache):
    x, w, mask, p = cache
    dx = dout.dot((w * mask).T) / p
    return dx, x.T.dot(dout) * mask / p, dout.sum(0)
