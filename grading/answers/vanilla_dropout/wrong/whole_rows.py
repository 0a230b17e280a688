# check: test-vanilla_dropout-train
# hint: the fate of its whole row
# about: drops whole examples
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return p * x
    return x * (rng.random((len(x),) + (1,) * (x.ndim - 1)) < p)
