# check: test-amsgrad
# hint: the defaults are those of Adam
# about: no epsilon
import numpy as np


def amsgrad(w, dw, config=None):
    config = {} if config is None else config
    lr, t = config.setdefault("learning_rate", 1e-3), config.get("t", 0) + 1
    b1, b2 = config.setdefault("beta1", 0.9), config.setdefault("beta2", 0.999)
    eps = config.setdefault("epsilon", 1e-8)
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    config.update(m=m, v=v, t=t)
    v_max = np.maximum(config.get("v_max", np.zeros_like(w)), v)
    config["v_max"] = v_max
    m_hat, v_hat = m / (1 - b1**t), v_max / (1 - b2**t)
    return w - lr * m_hat / np.sqrt(v_hat), config
