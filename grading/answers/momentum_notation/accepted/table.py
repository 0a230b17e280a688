# about: looks the weight up in a table
import numpy as np


def momentum_notation(w, dw, config):
    c = {"momentum": 0.9, "learning_rate": 0.01, "velocity": np.zeros_like(w), **config}
    weights = {"sum": 1.0, "average": 1.0 - c["momentum"]}
    if c["notation"] not in weights:
        raise ValueError(c["notation"])
    c["velocity"] = c["momentum"] * c["velocity"] + weights[c["notation"]] * dw
    return w - c["learning_rate"] * c["velocity"], c
