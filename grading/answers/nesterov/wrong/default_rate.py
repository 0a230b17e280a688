# check: test-nesterov
# hint: the default rate is 0.01, not 0.001.
# says: the default rate is 0.01, not 0.001.
# about: another default for the rate
import numpy as np


def nesterov(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-3)
    mu = config.setdefault("momentum", 0.9)
    old = config.get("velocity", np.zeros_like(w))
    v = mu * old - lr * dw
    config["velocity"] = v
    return w + mu * v - lr * dw, config
