# about: a loop over all entries, a number for each
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        if mode == "test":
            out[index] = x[index] * p
        elif rng.uniform() <= p:
            out[index] = x[index]
    return out
