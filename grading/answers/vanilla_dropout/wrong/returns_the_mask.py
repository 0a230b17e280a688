# check: test-vanilla_dropout-train
# hint: this is the mask; x is missing.
# says: this is the mask; x is missing.
# about: returns the mask alone
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return p * x
    return (rng.random(x.shape) < p).astype(float)
