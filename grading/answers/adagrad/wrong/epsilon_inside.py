# check: test-adagrad
# hint: epsilon is under the root; add it to the root.
# says: epsilon is under the root; add it to the root.
# about: epsilon under the root
import numpy as np


def adagrad(w, dw, config=None):
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-2)
    eps = config.setdefault("epsilon", 1e-8)
    cache = config.get("cache", np.zeros_like(w))
    cache = cache + dw**2
    config["cache"] = cache
    return w - lr * dw / np.sqrt(cache + eps), config
