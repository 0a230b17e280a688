# check: test-dropout_forward-seed
# hint: use dropout_param.get("seed")
# about: never looks at the seed
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng()
    mask = (rng.random(x.shape) < p) / p
    if mode == "train":
        return x * mask, mask
    return x, None
