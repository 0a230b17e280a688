# about: everything in place
import numpy as np


def adagrad(w, dw, config=None):
    config = config if config else {}
    cache = config.setdefault("cache", np.zeros_like(w))
    cache += np.square(dw)
    scale = cache**0.5 + config.get("epsilon", 1e-8)
    w -= config.get("learning_rate", 1e-2) / scale * dw
    return w, config
