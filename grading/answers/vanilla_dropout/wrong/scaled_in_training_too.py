# check: test-vanilla_dropout-train
# hint: what stays is multiplied by p in training too.
# says: what stays is multiplied by p in training too.
# about: multiplies by p in training as well
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return p * x
    return p * x * (rng.random(x.shape) < p)
