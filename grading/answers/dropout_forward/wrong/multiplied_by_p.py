# check: test-dropout_forward-train
# hint: what stays is multiplied by p.
# says: what stays is multiplied by p.
# about: multiplies by p in training
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) * p
    if mode == "train":
        return x * mask, mask
    return x, None
