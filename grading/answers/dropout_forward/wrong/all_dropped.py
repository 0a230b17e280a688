# check: test-dropout_forward-train, test-dropout_forward-seed, test-dropout_backward-train
# hint: no entry stays
# about: the mask is made of integers and comes out as zeros
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p).astype(int) // 2
    if mode == "train":
        return x * mask, mask
    return x, None
