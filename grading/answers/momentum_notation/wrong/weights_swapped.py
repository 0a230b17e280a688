# check: test-momentum_notation
# hint: mu and 1 - mu are the wrong way round.
# says: mu and 1 - mu are the wrong way round.
# about: weights of the average the wrong way round
import numpy as np


def momentum_notation(w, dw, config):
    mu = config.setdefault("momentum", 0.9)
    lr = config.setdefault("learning_rate", 1e-2)
    v = config.get("velocity", np.zeros_like(w))
    if config["notation"] == "sum":
        v = mu * v + dw
    elif config["notation"] == "average":
        v = (1 - mu) * v + mu * dw
    else:
        raise ValueError("notation")
    config["velocity"] = v
    return w - lr * v, config
