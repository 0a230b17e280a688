# check: test-nesterov
# hint: the new velocity is weighted by mu in the step.
# says: the new velocity is weighted by mu in the step.
# about: adds the whole velocity and the gradient's step
import numpy as np


def nesterov(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    mu = config.setdefault("momentum", 0.9)
    old = config.get("velocity", np.zeros_like(w))
    v = mu * old - lr * dw
    config["velocity"] = v
    return w + v - lr * dw, config
