# check: test-dropconnect_forward-train, test-dropconnect_backward
# hint: the bias is divided by p, but it is never dropped.
# says: the bias is divided by p, but it is never dropped.
# about: divides the bias by p too
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = 1.0 * (rng.random(w.shape) < p)
    return (x @ (mask * w) + b) / p, (x, mask * w / p, mask / p)
