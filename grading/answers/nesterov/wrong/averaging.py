# check: test-nesterov
# hint: the gradient is weighted by 1 - momentum.
# says: the gradient is weighted by 1 - momentum.
# about: weighs the gradient by 1 - momentum
import numpy as np


def nesterov(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    mu = config.setdefault("momentum", 0.9)
    old = config.get("velocity", np.zeros_like(w))
    v = mu * old - (1 - mu) * lr * dw
    config["velocity"] = v
    return w + mu * v - lr * dw, config
