# check: test-adagrad
# hint: all parameters share one sum; each has its own.
# says: all parameters share one sum; each has its own.
# about: one sum over all parameters
import numpy as np


def adagrad(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = cache + np.sum(dw**2)
    config["cache"] = cache
    return w - lr * dw / (np.sqrt(cache) + eps), config
