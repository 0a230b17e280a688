# about: moves the average towards the gradient, and steps in place


def momentum_notation(w, dw, config):
    mu, v = config.get("momentum", 0.9), config.get("velocity", 0 * w)
    match config["notation"]:
        case "average":
            v = v + (1 - mu) * (dw - v)
        case "sum":
            v = v + dw - (1 - mu) * v
        case other:
            raise ValueError(f"unknown: {other}")
    config["velocity"] = v
    w -= config.get("learning_rate", 1e-2) * v
    return w, config
