# check: test-dropconnect_forward-test
# hint: the weights are multiplied by p in test mode, although training has made up for it.
# says: the weights are multiplied by p in test mode, although training has made up for it.
# about: multiplies by p in test mode
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return p * (x @ w) + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape) < p) / p
    return x @ (mask * w) + b, (x, mask * w, mask)
