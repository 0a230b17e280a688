# check: test-vanilla_dropout-test
# hint: the expectation of training
# about: drops at test time too
import numpy as np


def vanilla_dropout(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return p * x * (rng.random(x.shape) < p)
    return x * (rng.random(x.shape) < p)
