# about: adds the two terms one after the other
import numpy as np


def sgd_momentum(x, dx, config=None):
    config = config or {}
    lr, mu = config.get("learning_rate", 0.01), config.get("momentum", 0.9)
    coast = mu * config.get("velocity", np.zeros(x.shape))
    push = -lr * dx
    config.update(learning_rate=lr, momentum=mu, velocity=coast + push)
    return x + coast + push, config
