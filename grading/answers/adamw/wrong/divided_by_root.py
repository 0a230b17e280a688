# check: test-adamw
# hint: the decay is divided by the root of v.
# says: the decay is divided by the root of v.
# about: divides the decay by the root of v
import numpy as np


def adamw(w, dw, config=None):
    if config is None:
        config = {}
    lr = config.setdefault("learning_rate", 1e-3)
    b1 = config.setdefault("beta1", 0.9)
    b2 = config.setdefault("beta2", 0.999)
    eps = config.setdefault("epsilon", 1e-8)
    decay = config.setdefault("weight_decay", 1e-2)
    m = config.get("m", np.zeros_like(w))
    v = config.get("v", np.zeros_like(w))
    t = config.get("t", 0) + 1
    m = b1 * m + (1 - b1) * dw
    v = b2 * v + (1 - b2) * dw**2
    step = lr * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + eps)
    next_w = w - step - lr * decay * w / (np.sqrt(v / (1 - b2**t)) + eps)
    config.update(m=m, v=v, t=t)
    return next_w, config
