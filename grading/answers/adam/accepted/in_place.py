# about: changes w and the averages in place
import numpy as np


def adam(w, dw, config=None):
    config = config if config is not None else {}
    lr, eps = config.get("learning_rate", 1e-3), config.get("epsilon", 1e-8)
    beta1, beta2 = config.get("beta1", 0.9), config.get("beta2", 0.999)
    m = config.setdefault("m", np.zeros_like(w))
    v = config.setdefault("v", np.zeros_like(w))
    config["t"] = config.get("t", 0) + 1
    m += (1 - beta1) * (dw - m)
    v += (1 - beta2) * (dw * dw - v)
    mt = m / (1 - beta1 ** config["t"])
    vt = v / (1 - beta2 ** config["t"])
    w -= lr * mt / (vt**0.5 + eps)
    return w, config
