# check: test-dropconnect_forward-train, test-dropconnect_backward
# hint: nothing but the bias
# about: drops entries of the bias too
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape) < p) / p
    return x @ (mask * w) + b * mask[0], (x, mask * w, mask)
