# check: test-momentum_notation
# hint: should raise a ValueError
# about: takes any other text for an average
import numpy as np


def momentum_notation(w, dw, config):
    mu = config.setdefault("momentum", 0.9)
    lr = config.setdefault("learning_rate", 1e-2)
    v = config.get("velocity", np.zeros_like(w))
    if config["notation"] == "sum":
        v = mu * v + dw
    else:
        v = mu * v + (1 - mu) * dw
    config["velocity"] = v
    return w - lr * v, config
