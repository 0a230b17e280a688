# about: picks the larger by where, and a new dict
import numpy as np


def amsgrad(w, dw, config=None):
    c = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "t": 0}
    c |= {"m": 0 * w, "v": 0 * w, "v_max": 0 * w, **(config or {})}
    c["t"] += 1
    c["m"] = c["beta1"] * c["m"] + (1 - c["beta1"]) * dw
    c["v"] = c["beta2"] * c["v"] + (1 - c["beta2"]) * dw * dw
    c["v_max"] = np.where(c["v"] > c["v_max"], c["v"], c["v_max"])
    root = (c["v_max"] / (1 - c["beta2"] ** c["t"])) ** 0.5
    step = c["m"] / (1 - c["beta1"] ** c["t"]) / (root + c["epsilon"])
    return w - c["learning_rate"] * step, c
