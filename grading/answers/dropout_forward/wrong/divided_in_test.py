# check: test-dropout_forward-test
# hint: test mode divides by p; only training does.
# says: test mode divides by p; only training does.
# about: divides by p in test mode
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return x * mask, mask
    return x / p, 1 / p
