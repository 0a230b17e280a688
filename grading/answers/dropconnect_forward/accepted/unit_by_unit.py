# about: a loop over the outputs
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p, train = dropconnect_param["p"], dropconnect_param["mode"] == "train"
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    out, mask = np.zeros((len(x), w.shape[1])), np.ones(w.shape)
    for j in range(w.shape[1]):
        if train:
            mask[:, j] = (rng.random(len(w)) < p) / p
        out[:, j] = x @ (mask[:, j] * w[:, j]) + b[j]
    return out, (x, mask * w, mask)
