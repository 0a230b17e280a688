# check: test-sgd_momentum
# hint: the old velocity is weighted by 1 - momentum.
# says: the old velocity is weighted by 1 - momentum.
# about: weighs the velocity by 1 - momentum
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = (1 - config["momentum"]) * v - config["learning_rate"] * dw
    next_w = w + v
    config["velocity"] = v
    return next_w, config
