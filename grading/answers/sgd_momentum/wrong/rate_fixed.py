# check: test-sgd_momentum
# hint: the rate of the config is not used.
# says: the rate of the config is not used.
# about: does not read the rate
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - 1e-2 * dw
    next_w = w + v
    config["velocity"] = v
    return next_w, config
