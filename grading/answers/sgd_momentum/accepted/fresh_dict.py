# about: returns a new dict


def sgd_momentum(w, dw, config=None):
    c = {"learning_rate": 1e-2, "momentum": 0.9, "velocity": 0.0, **(config or {})}
    velocity = c["momentum"] * c["velocity"] - c["learning_rate"] * dw
    return w + velocity, {**c, "velocity": velocity}
