# check: test-sgd_momentum
# hint: the rate is applied twice: it is in v already.
# says: the rate is applied twice: it is in v already.
# about: multiplies the velocity by the rate again
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - config["learning_rate"] * dw
    next_w = w + config["learning_rate"] * v
    config["velocity"] = v
    return next_w, config
