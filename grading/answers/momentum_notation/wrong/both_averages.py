# check: test-momentum_notation
# hint: this is the average: in a sum the gradient has the weight 1.
# says: this is the average: in a sum the gradient has the weight 1.
# about: ignores the notation sum
import numpy as np


def momentum_notation(w, dw, config):
    mu = config.setdefault("momentum", 0.9)
    lr = config.setdefault("learning_rate", 1e-2)
    v = config.get("velocity", np.zeros_like(w))
    if config["notation"] == "sum":
        v = mu * v + (1 - mu) * dw
    elif config["notation"] == "average":
        v = mu * v + (1 - mu) * dw
    else:
        raise ValueError("notation")
    config["velocity"] = v
    return w - lr * v, config
