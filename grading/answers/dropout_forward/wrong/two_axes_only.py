# check: test-dropout_forward-train, test-dropout_forward-seed, test-dropout_forward-test, test-dropout_backward-train, test-dropout_backward-test
# hint: values to unpack
# about: takes x for a matrix
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    N, D = x.shape
    mask = (rng.random((N, D)) < p) / p
    if mode == "train":
        return x * mask, mask
    return x, None
