# check: test-dropout_forward-train, test-dropout_backward-train
# hint: this is the mask; x is missing.
# says: this is the mask; x is missing.
# about: returns the mask in place of the product
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return mask, mask
    return x, None
