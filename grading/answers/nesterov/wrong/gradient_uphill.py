# check: test-nesterov
# hint: the gradient pushes the velocity the wrong way.
# says: the gradient pushes the velocity the wrong way.
# about: pushes the velocity up the slope
import numpy as np


def nesterov(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    mu = config.setdefault("momentum", 0.9)
    old = config.get("velocity", np.zeros_like(w))
    v = mu * old + lr * dw
    config["velocity"] = v
    return w + mu * v - lr * dw, config
