# check: test-rmsprop
# hint: the default decay rate is 0.99, not 0.9.
# says: the default decay rate is 0.99, not 0.9.
# about: another default for the decay rate
import numpy as np


def rmsprop(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    rho = config.setdefault("decay_rate", 0.9)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = rho * cache + (1 - rho) * dw**2
    config["cache"] = cache
    return w - lr * dw / (np.sqrt(cache) + eps), config
