# check: test-adagrad
# hint: the default rate is 0.01, not 0.001.
# says: the default rate is 0.01, not 0.001.
# about: another default for the rate
import numpy as np


def adagrad(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-3)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = cache + dw**2
    config["cache"] = cache
    return w - lr * dw / (np.sqrt(cache) + eps), config
