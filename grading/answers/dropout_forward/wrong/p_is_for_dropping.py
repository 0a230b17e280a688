# check: test-dropout_forward-train
# hint: p is the probability of keeping
# about: keeps an entry with probability 1 - p
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) > p) / (1 - p)
    if mode == "train":
        return x * mask, mask
    return x, None
