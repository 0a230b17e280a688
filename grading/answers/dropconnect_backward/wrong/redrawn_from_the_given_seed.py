# check: test-dropconnect_backward
# hint: the mask of this very forward pass
# about: draws the mask again, but without a seed it is another one
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    cache = (x, w, dict(dropconnect_param))
    return x @ (draw(*cache[1:]) * w) + b, cache


def draw(w, param):
    rng = np.random.default_rng(param.get("seed"))
    return (rng.random(w.shape) < param["p"]) / param["p"]


def dropconnect_backward(dout, cache):
    x, w, _ = cache
    mask = draw(*cache[1:])
    return dout @ (mask * w).T, (x.T @ dout) * mask, dout.sum(axis=0)
