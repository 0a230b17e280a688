# check: test-dropout_forward-train
# hint: what stays is divided by the probability of dropping.
# says: what stays is divided by the probability of dropping.
# about: divides by the probability of dropping
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) / (1 - p)
    if mode == "train":
        return x * mask, mask
    return x, None
