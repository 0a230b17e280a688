# about: returns a new dict
import numpy as np


def adam(x, dx, config=None):
    c = dict(learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, m=0, v=0, t=0)
    c |= config or {}
    t = int(c["t"]) + 1
    moments = {}
    for name, beta, g in (("m", c["beta1"], dx), ("v", c["beta2"], np.square(dx))):
        moments[name] = np.multiply(beta, c[name]) + (1 - beta) * g
    m_hat = moments["m"] / (1 - np.power(float(c["beta1"]), t))
    v_hat = moments["v"] / (1 - np.power(float(c["beta2"]), t))
    step = c["learning_rate"] * m_hat / (np.sqrt(v_hat) + c["epsilon"])
    return x - step, {**c, **moments, "t": t}
