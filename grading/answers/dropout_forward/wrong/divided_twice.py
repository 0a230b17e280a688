# check: test-dropout_forward-train
# hint: what stays is divided by p twice.
# says: what stays is divided by p twice.
# about: divides the mask and the output by p
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return x * mask / p, mask / p
    return x, None
