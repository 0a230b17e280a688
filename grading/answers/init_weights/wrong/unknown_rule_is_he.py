# check: test-init_weights-scale
# hint: ValueError
# about: no error
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    if rule == "zero":
        return np.zeros((fan_in, fan_out))
    elif rule == "xavier":
        std = np.sqrt(1.0 / fan_in)
    elif rule == "glorot":
        std = np.sqrt(2.0 / (fan_in + fan_out))
    elif isinstance(rule, str):
        std = np.sqrt(2.0 / fan_in)
    else:
        std = rule
    return rng.normal(0, std, (fan_in, fan_out))
