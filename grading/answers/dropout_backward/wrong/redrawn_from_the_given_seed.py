# check: test-dropout_backward-train
# hint: the mask of this very forward pass
# about: draws the mask again, but without a seed it is another one
import numpy as np


def dropout_forward(x, dropout_param):
    cache = (x.shape, dict(dropout_param))
    return x * draw(*cache), cache


def draw(shape, param):
    if param["mode"] == "test":
        return 1.0
    rng = np.random.default_rng(param.get("seed"))
    return (rng.random(shape) < param["p"]) / param["p"]


def dropout_backward(dout, cache):
    return dout * draw(*cache)
