# check: test-dropconnect_forward-train, test-dropconnect_backward
# hint: the bias is missing.
# says: the bias is missing.
# about: forgets the bias in training
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape) < p) / p
    return x @ (mask * w), (x, mask * w, mask)
