# check: test-dropout_forward-train
# hint: all rows get the same mask
# about: draws one row and broadcasts it
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape[1:]) < p) / p
    if mode == "train":
        return x * mask, mask
    return x, None
