# about: one entry at a time
import numpy as np


def rmsprop(w, dw, config=None):
    config = {} if config is None else config
    lr, rho = config.get("learning_rate", 1e-2), config.get("decay_rate", 0.99)
    eps, old = config.get("epsilon", 1e-8), config.get("cache", np.zeros(w.shape))
    cache, next_w = np.empty(w.shape), np.empty(w.shape)
    for i in np.ndindex(*w.shape):
        cache[i] = rho * old[i] + (1 - rho) * dw[i] ** 2
        next_w[i] = w[i] - lr * dw[i] / (cache[i] ** 0.5 + eps)
    config["cache"] = cache
    return next_w, config
