# about: moves the cache towards the square


def rmsprop(x, dx, config=None):
    c = {"learning_rate": 1e-2, "decay_rate": 0.99, "epsilon": 1e-8, "cache": 0.0}
    c.update(config or {})
    c["cache"] = c["cache"] + (1 - c["decay_rate"]) * (dx**2 - c["cache"])
    rate = c["learning_rate"] / (c["epsilon"] + c["cache"] ** 0.5)
    return x - rate * dx, c
