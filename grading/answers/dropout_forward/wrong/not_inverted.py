# check: test-dropout_forward-train
# hint: what stays is not divided by p.
# says: what stays is not divided by p.
# about: what stays is not divided by p
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = 1.0 * (rng.random(x.shape) < p)
    if mode == "train":
        return x * mask, mask
    return x, None
