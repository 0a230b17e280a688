# about: everything in place
import numpy as np


def rmsprop(w, dw, config=None):
    if config is None:
        config = {}
    cache = config.setdefault("cache", np.zeros_like(w))
    rho = config.get("decay_rate", 0.99)
    cache *= rho
    cache += (1 - rho) * dw * dw
    w -= (
        config.get("learning_rate", 0.01)
        * dw
        / (np.sqrt(cache) + config.get("epsilon", 1e-8))
    )
    return w, config
