# check: test-adagrad
# hint: the squares of the first step are forgotten.
# says: the squares of the first step are forgotten.
# about: never stores the cache
import numpy as np


def adagrad(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = cache + dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), config
