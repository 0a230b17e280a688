# check: test-dropout_forward-train
# hint: the random numbers are normal
# about: compares normal numbers with p
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.standard_normal(x.shape) < p) / p
    if mode == "train":
        return x * mask, mask
    return x, None
