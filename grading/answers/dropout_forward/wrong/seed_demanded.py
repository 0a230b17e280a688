# check: test-dropout_forward-seed, test-dropout_forward-test, test-dropout_backward-train, test-dropout_backward-test
# hint: KeyError: 'seed'
# about: fails where there is no seed
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param["seed"])
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return x * mask, mask
    return x, None
