# check: test-dropout_forward-train, test-dropout_forward-seed, test-dropout_forward-test, test-dropout_backward-train, test-dropout_backward-test
# hint: should return (out, cache)
# about: returns out alone
import numpy as np


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    return x * (rng.random(x.shape) < p) / p if dropout_param["mode"] == "train" else x
