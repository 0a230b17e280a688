# check: test-dropout_forward-train
# hint: their number is not fixed
# about: keeps exactly the share p in every call
import numpy as np


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = np.zeros(x.size)
    mask[rng.permutation(x.size)[: round(p * x.size)]] = 1 / p
    mask = mask.reshape(x.shape)
    return x * mask, mask
