# check: test-dropconnect_forward-train
# hint: the random numbers are normal
# about: compares normal numbers with p
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.standard_normal(w.shape) < p) / p
    return x @ (mask * w) + b, (x, mask * w, mask)
