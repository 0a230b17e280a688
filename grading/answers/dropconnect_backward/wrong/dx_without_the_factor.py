# check: test-dropconnect_backward
# hint: all of dx is 0.5 times
# about: dx lacks the factor of the mask
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape) < p) / p
    return x @ (mask * w) + b, (x, w, mask)


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return dout @ (w * (mask > 0)).T, (x.T @ dout) * mask, dout.sum(axis=0)
