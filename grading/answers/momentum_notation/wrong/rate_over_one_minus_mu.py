# check: test-momentum_notation
# hint: it goes as far as the sum does: the weight 1 - mu is missing.
# says: it goes as far as the sum does: the weight 1 - mu is missing.
# about: makes up for the average in the rate
import numpy as np


def momentum_notation(w, dw, config):
    mu = config.setdefault("momentum", 0.9)
    lr = config.setdefault("learning_rate", 1e-2)
    v = config.get("velocity", np.zeros_like(w))
    if config["notation"] == "sum":
        v = mu * v + dw
    elif config["notation"] == "average":
        v = mu * v + (1 - mu) * dw
    else:
        raise ValueError("notation")
    config["velocity"] = v
    return w - (lr if config["notation"] == "sum" else lr / (1 - mu)) * v, config
