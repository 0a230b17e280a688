# check: test-momentum_notation
# hint: the rate is applied twice.
# says: the rate is applied twice.
# about: the rate both in the velocity and in the step
import numpy as np


def momentum_notation(w, dw, config):
    mu = config.setdefault("momentum", 0.9)
    lr = config.setdefault("learning_rate", 1e-2)
    v = config.get("velocity", np.zeros_like(w))
    if config["notation"] == "sum":
        v = mu * v + lr * dw
    elif config["notation"] == "average":
        v = mu * v + (1 - mu) * dw
    else:
        raise ValueError("notation")
    config["velocity"] = v
    return w - lr * v, config
