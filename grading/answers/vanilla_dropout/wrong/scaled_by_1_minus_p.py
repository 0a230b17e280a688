# check: test-vanilla_dropout-test
# hint: test mode multiplies by the probability of dropping.
# says: test mode multiplies by the probability of dropping.
# about: test mode multiplies by 1 - p
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return (1 - p) * x
    return x * (rng.random(x.shape) < p)
