# check: test-dropout_forward-test
# hint: test mode multiplies by p, although training has made up for it.
# says: test mode multiplies by p, although training has made up for it.
# about: multiplies by p in test mode
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return x * mask, mask
    return p * x, p
