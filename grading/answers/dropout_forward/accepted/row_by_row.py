# about: a loop over the examples
import numpy as np


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    out = np.array(x, dtype=float)
    mask = np.ones(x.shape)
    if dropout_param["mode"] == "train":
        rng = np.random.default_rng(dropout_param.get("seed"))
        for i in range(len(x)):
            mask[i] = (rng.random(x[i].shape) < p) / p
            out[i] *= mask[i]
    return out, mask
