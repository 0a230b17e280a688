# check: test-dropconnect_forward-train
# hint: the fate of its whole row
# about: drops all weights of an input together
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random((len(w), 1)) < p) / p
    return x @ (mask * w) + b, (x, mask * w, mask)
