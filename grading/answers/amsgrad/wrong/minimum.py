# check: test-amsgrad
# hint: next_w of amsgrad, step 1 is not right
# about: takes the smaller one
import numpy as np


def amsgrad(w, dw, config=None):
    if config is None:
        config = {}
    lr = config.setdefault("learning_rate", 1e-3)
    b1 = config.setdefault("beta1", 0.9)
    b2 = config.setdefault("beta2", 0.999)
    eps = config.setdefault("epsilon", 1e-8)
    m = config.get("m", np.zeros_like(w))
    v = config.get("v", np.zeros_like(w))
    v_max = config.get("v_max", np.zeros_like(w))
    t = config.get("t", 0) + 1
    m = b1 * m + (1 - b1) * dw
    v = b2 * v + (1 - b2) * dw**2
    v_max = np.minimum(v_max, v)
    m_hat = m / (1 - b1**t)
    v_hat = v_max / (1 - b2**t)
    next_w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    config.update(m=m, v=v, v_max=v_max, t=t)
    return next_w, config
