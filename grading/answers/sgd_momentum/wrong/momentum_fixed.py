# check: test-sgd_momentum
# hint: the momentum of the config is not used.
# says: the momentum of the config is not used.
# about: does not read the momentum
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = 0.9 * v - config["learning_rate"] * dw
    next_w = w + v
    config["velocity"] = v
    return next_w, config
