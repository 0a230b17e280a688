# check: test-sgd_momentum
# hint: the velocity of the first step is forgotten.
# says: the velocity of the first step is forgotten.
# about: never stores the velocity
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - config["learning_rate"] * dw
    next_w = w + v
    return next_w, config
