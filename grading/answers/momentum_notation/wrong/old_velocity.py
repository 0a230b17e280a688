# check: test-momentum_notation
# hint: the step is taken with the old velocity.
# says: the step is taken with the old velocity.
# about: steps with the velocity from before
import numpy as np


def momentum_notation(w, dw, config):
    mu = config.setdefault("momentum", 0.9)
    lr = config.setdefault("learning_rate", 1e-2)
    v = config.get("velocity", np.zeros_like(w))
    old = v
    if config["notation"] == "sum":
        v = mu * v + dw
    elif config["notation"] == "average":
        v = mu * v + (1 - mu) * dw
    else:
        raise ValueError("notation")
    config["velocity"] = v
    return w - lr * old, config
