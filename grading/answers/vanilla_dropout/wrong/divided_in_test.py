# check: test-vanilla_dropout-test
# hint: test mode divides by p; training gave less than x.
# says: test mode divides by p; training gave less than x.
# about: test mode divides by p
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return x / p
    return x * (rng.random(x.shape) < p)
