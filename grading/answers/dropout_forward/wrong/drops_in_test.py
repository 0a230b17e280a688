# check: test-dropout_forward-test
# hint: training has made up for p
# about: drops in test mode too
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return x * mask, mask
    return x * mask, mask
