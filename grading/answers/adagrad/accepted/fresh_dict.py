# about: a new dict, and a rate for each parameter
import numpy as np


def adagrad(w, dw, config=None):
    c = {"learning_rate": 0.01, "epsilon": 1e-8, "cache": 0, **(config or {})}
    c["cache"] = c["cache"] + dw * dw
    rates = np.divide(c["learning_rate"], np.add(np.sqrt(c["cache"]), c["epsilon"]))
    return np.subtract(w, rates * dw), c
