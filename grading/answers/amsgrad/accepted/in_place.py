# about: in place, with both corrections in the rate
import numpy as np


def amsgrad(w, dw, config=None):
    config = {} if config is None else config
    m = config.setdefault("m", np.zeros_like(w))
    v = config.setdefault("v", np.zeros_like(w))
    top = config.setdefault("v_max", np.zeros_like(w))
    b1, b2 = config.get("beta1", 0.9), config.get("beta2", 0.999)
    config["t"] = t = config.get("t", 0) + 1
    m[...] = b1 * m + (1 - b1) * dw
    v[...] = b2 * v + (1 - b2) * dw**2
    np.maximum(top, v, out=top)
    rate = config.get("learning_rate", 1e-3) * (1 - b2**t) ** 0.5 / (1 - b1**t)
    w -= rate * m / (np.sqrt(top) + config.get("epsilon", 1e-8))
    return w, config
