# about: sets the dropped entries to zero
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return x * p
    out = x.copy()
    out[rng.random(x.shape) >= p] = 0
    return out
