# check: test-adagrad
# hint: the gradient above the root is squared.
# says: the gradient above the root is squared.
# about: the square of the gradient above too
import numpy as np


def adagrad(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = cache + dw**2
    config["cache"] = cache
    return w - lr * dw**2 / (np.sqrt(cache) + eps), config
