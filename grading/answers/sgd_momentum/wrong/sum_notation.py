# check: test-sgd_momentum
# hint: this v is a sum of gradients, the notation of PyTorch; here the rate is in v.
# says: this v is a sum of gradients, the notation of PyTorch; here the rate is in v.
# about: keeps the sum of gradients and applies the rate at the end
import numpy as np


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v + dw
    next_w = w - config["learning_rate"] * v
    config["velocity"] = v
    return next_w, config
