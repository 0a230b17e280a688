# check: test-dropconnect_forward-test
# hint: nothing is dropped and nothing is scaled
# about: drops in test mode too
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ (w * (np.random.default_rng(2).random(w.shape) < p) / p) + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape) < p) / p
    return x @ (mask * w) + b, (x, mask * w, mask)
