# about: numpy's global generator, and where
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    mask = np.ones(w.shape)
    if dropconnect_param["mode"] == "train":
        if dropconnect_param.get("seed") is not None:
            np.random.seed(dropconnect_param["seed"])
        keep = np.random.uniform(size=w.shape) < dropconnect_param["p"]
        mask = np.where(keep, 1 / dropconnect_param["p"], 0)
    return np.einsum("nd,dm->nm", x, w * mask) + b, (x, w * mask, mask)
