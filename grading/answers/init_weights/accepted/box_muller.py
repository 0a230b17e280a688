# about: normal numbers made of uniform ones
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    if isinstance(rule, str):
        if rule not in ("zero", "xavier", "glorot", "he"):
            raise ValueError
        n = {"glorot": (fan_in + fan_out) / 2, "he": fan_in / 2}.get(rule, fan_in)
        std = 0 if rule == "zero" else 1 / np.sqrt(n)
    else:
        std = rule
    u = rng.random((2, fan_in, fan_out))
    return std * np.sqrt(-2 * np.log(1 - u[0])) * np.cos(2 * np.pi * u[1])
