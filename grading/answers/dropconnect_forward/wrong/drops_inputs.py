# check: test-dropconnect_forward-train, test-dropconnect_backward
# hint: the fate of its whole row
# about: drops entries of x, as dropout does
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(x.shape) < p) / p
    return (x * mask) @ w + b, (x, w, np.ones(w.shape))
