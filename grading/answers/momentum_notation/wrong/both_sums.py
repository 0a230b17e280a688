# check: test-momentum_notation
# hint: it goes as far as the sum does: the weight 1 - mu is missing.
# says: it goes as far as the sum does: the weight 1 - mu is missing.
# about: ignores the notation average
import numpy as np


def momentum_notation(w, dw, config):
    mu = config.setdefault("momentum", 0.9)
    lr = config.setdefault("learning_rate", 1e-2)
    v = config.get("velocity", np.zeros_like(w))
    if config["notation"] == "sum":
        v = mu * v + dw
    elif config["notation"] == "average":
        v = mu * v + dw
    else:
        raise ValueError("notation")
    config["velocity"] = v
    return w - lr * v, config
