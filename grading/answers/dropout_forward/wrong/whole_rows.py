# check: test-dropout_forward-train
# hint: the fate of its whole row
# about: drops whole examples
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random((len(x),) + (1,) * (x.ndim - 1)) < p) / p
    if mode == "train":
        return x * mask, mask
    return x, None
