# about: the rate in front of both parts


def adamw(w, dw, config=None):
    config = {} if config is None else config
    b1, b2 = config.get("beta1", 0.9), config.get("beta2", 0.999)
    t = config["t"] = config.get("t", 0) + 1
    m = config["m"] = b1 * config.get("m", 0.0 * w) + (1 - b1) * dw
    v = config["v"] = b2 * config.get("v", 0.0 * w) + (1 - b2) * dw * dw
    adam = m / (1 - b1**t) / ((v / (1 - b2**t)) ** 0.5 + config.get("epsilon", 1e-8))
    rate = config.get("learning_rate", 1e-3)
    return w - rate * (adam + config.get("weight_decay", 1e-2) * w), config
