# check: test-init_weights-scale
# hint: multiplied by the root of fan_in instead of divided
# says: multiplied by the root of fan_in instead of divided.
# about: sqrt(fan_in)
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    if rule == "zero":
        return np.zeros((fan_in, fan_out))
    elif rule == "xavier":
        std = np.sqrt(fan_in)
    elif rule == "glorot":
        std = np.sqrt(2.0 / (fan_in + fan_out))
    elif rule == "he":
        std = np.sqrt(2.0 / fan_in)
    elif isinstance(rule, str):
        raise ValueError(f"unknown rule {rule}")
    else:
        std = rule
    return rng.normal(0, std, (fan_in, fan_out))
