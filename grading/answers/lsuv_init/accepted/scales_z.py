# about: z is linear in w: scale it, do not compute it again
import numpy as np


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    f = {"tanh": np.tanh, "relu": lambda z: z * (z > 0)}[nonlinearity]
    h, out = x, ()
    for w in weights:
        z = h.dot(w)
        mean = z.mean(axis=0, keepdims=True) if per_unit else z.mean()
        var = ((z - mean) ** 2).mean(axis=0 if per_unit else None)
        factor = 1 / np.sqrt(var)
        out += (w * factor,)
        h = f(z * factor)
    return out
