# check: test-vanilla_dropout-train
# hint: values to unpack
# about: takes x for a matrix
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return p * x
    N, D = x.shape
    return x * (rng.random((N, D)) < p)
