# check: test-dropout_forward-seed
# hint: a new mask for every call
# about: without a seed it takes 0
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed", 0))
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return x * mask, mask
    return x, None
