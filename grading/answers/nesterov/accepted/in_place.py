# about: expands the formula and steps in place


def nesterov(w, dw, config=None):
    c = config or {}
    lr, mu = c.get("learning_rate", 0.01), c.get("momentum", 0.9)
    v = c.get("velocity", 0)
    w += mu**2 * v - (1 + mu) * lr * dw
    c.update({"learning_rate": lr, "momentum": mu, "velocity": mu * v - lr * dw})
    return w, c
