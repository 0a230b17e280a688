# check: test-sgd_momentum
# hint: this goes up the slope: there is one minus sign, the one in v.
# says: this goes up the slope: there is one minus sign, the one in v.
# about: adds the gradient to the velocity
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v + config["learning_rate"] * dw
    next_w = w + v
    config["velocity"] = v
    return next_w, config
