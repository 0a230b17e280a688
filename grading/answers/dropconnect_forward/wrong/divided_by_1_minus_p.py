# check: test-dropconnect_forward-train
# hint: the weights that stay are divided by the probability of dropping.
# says: the weights that stay are divided by the probability of dropping.
# about: divides by the probability of dropping
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random(w.shape) < p) / (1 - p)
    return x @ (mask * w) + b, (x, mask * w, mask)
