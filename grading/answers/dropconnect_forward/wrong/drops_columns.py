# check: test-dropconnect_forward-train
# hint: all rows get the same mask
# about: drops all weights of a unit together
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape[1]) < p) / p
    return x @ (mask * w) + b, (x, mask * w, mask)
