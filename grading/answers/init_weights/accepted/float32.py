# about: a match statement, and float32 numbers
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    match rule:
        case "zero":
            scale = 0
        case "xavier":
            scale = fan_in**-0.5
        case "glorot":
            scale = (0.5 * (fan_in + fan_out)) ** -0.5
        case "he":
            scale = (fan_in / 2) ** -0.5
        case str():
            raise ValueError(rule)
        case _:
            scale = rule
    w = rng.standard_normal((fan_in, fan_out), dtype=np.float32)
    return np.float32(scale) * w
