# check: test-dropconnect_forward-test
# hint: the bias is missing in test mode.
# says: the bias is missing in test mode.
# about: forgets the bias in test mode
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape) < p) / p
    return x @ (mask * w) + b, (x, mask * w, mask)
