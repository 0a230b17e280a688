# check: test-dropconnect_backward
# hint: not through w
# about: dx goes through w and not through the weights used
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
    return dout @ w.T, (x.T @ dout) * mask, dout.sum(axis=0)
