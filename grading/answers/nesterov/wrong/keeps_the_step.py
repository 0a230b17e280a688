# check: test-nesterov
# hint: it keeps the step; the velocity has no second look at the gradient.
# says: it keeps the step; the velocity has no second look at the gradient.
# about: stores the step in place of the velocity
import numpy as np


def nesterov(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    mu = config.setdefault("momentum", 0.9)
    old = config.get("velocity", np.zeros_like(w))
    v = mu * old - lr * dw
    config["velocity"] = mu * v - lr * dw
    return w + mu * v - lr * dw, config
