# about: both passes with a dict as cache, and the mask drawn again from a stored seed
import numpy as np


def dropout_forward(x, dropout_param):
    cache = {"mode": dropout_param["mode"], "p": dropout_param["p"], "shape": x.shape}
    cache["seed"] = dropout_param.get("seed", np.random.default_rng().integers(2**62))
    return x * draw(cache), cache


def draw(cache):
    if cache["mode"] == "test":
        return 1.0
    rng = np.random.default_rng(cache["seed"])
    return (rng.random(cache["shape"]) < cache["p"]) / cache["p"]


def dropout_backward(dout, cache):
    return dout * draw(cache)
