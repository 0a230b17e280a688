# check: test-dropout_forward-train
# hint: the expectation of out should be x
# about: divides by the share that this mask happens to keep
import numpy as np


def dropout_forward(x, dropout_param):
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = 1.0 * (rng.random(x.shape) < p)
    if mode == "train":
        return x * mask / mask.mean(), mask / mask.mean()
    return x, None
