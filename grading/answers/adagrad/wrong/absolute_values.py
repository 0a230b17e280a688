# check: test-adagrad
# hint: sizes are added where squares belong.
# says: sizes are added where squares belong.
# about: adds sizes in place of squares
import numpy as np


def adagrad(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = cache + np.abs(dw)
    config["cache"] = cache
    return w - lr * dw / (np.sqrt(cache) + eps), config
