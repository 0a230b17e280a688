# check: test-vanilla_dropout-train
# hint: what stays is divided by p; that belongs to inverted dropout.
# says: what stays is divided by p; that belongs to inverted dropout.
# about: divides by p in training, as inverted dropout does
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return p * x
    return x * (rng.random(x.shape) < p) / p
