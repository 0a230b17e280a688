# check: test-rmsprop
# hint: decay_rate and 1 - decay_rate are the wrong way round.
# says: decay_rate and 1 - decay_rate are the wrong way round.
# about: decay rate the wrong way round
import numpy as np


def rmsprop(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    rho = config.setdefault("decay_rate", 0.99)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = (1 - rho) * cache + rho * dw**2
    config["cache"] = cache
    return w - lr * dw / (np.sqrt(cache) + eps), config
