# check: test-sgd_momentum
# hint: the step is taken with the old velocity.
# says: the step is taken with the old velocity.
# about: steps with the velocity from before the push
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    old = v
    v = config["momentum"] * v - config["learning_rate"] * dw
    next_w = w + old
    config["velocity"] = v
    return next_w, config
