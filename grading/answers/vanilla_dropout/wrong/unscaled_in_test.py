# check: test-vanilla_dropout-test
# hint: test mode gives all of x; training gave less.
# says: test mode gives all of x; training gave less.
# about: test mode gives x
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return x
    return x * (rng.random(x.shape) < p)
