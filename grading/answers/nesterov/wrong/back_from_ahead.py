# check: test-nesterov
# hint: the old velocity is taken back, but the new one goes in only once.
# says: the old velocity is taken back, but the new one goes in only once.
# about: goes back by the old velocity and on by the new
import numpy as np


def nesterov(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    mu = config.setdefault("momentum", 0.9)
    old = config.get("velocity", np.zeros_like(w))
    v = mu * old - lr * dw
    config["velocity"] = v
    return w - mu * old + v, config
