# check: test-dropconnect_forward-train
# hint: nothing is dropped
# about: uses all weights in training
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = np.ones(w.shape)
    return x @ (mask * w) + b, (x, mask * w, mask)
