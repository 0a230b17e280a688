# check: test-sgd_momentum
# hint: it keeps next_w, not the velocity.
# says: it keeps next_w, not the velocity.
# about: stores next_w in place of the velocity
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - config["learning_rate"] * dw
    next_w = w + v
    config["velocity"] = next_w
    return next_w, config
