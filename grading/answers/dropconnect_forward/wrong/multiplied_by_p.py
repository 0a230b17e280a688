# check: test-dropconnect_forward-train
# hint: the weights that stay are multiplied by p.
# says: the weights that stay are multiplied by p.
# about: multiplies what stays by p
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = p * (rng.random(w.shape) < p)
    return x @ (mask * w) + b, (x, mask * w, mask)
