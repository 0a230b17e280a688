# check: test-init_weights-scale
# hint: that is the rule of glorot
# says: that is the rule of glorot.
# about: both fans in xavier
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    if rule == "zero":
        return np.zeros((fan_in, fan_out))
    elif rule == "xavier":
        std = np.sqrt(2.0 / (fan_in + fan_out))
    elif rule == "glorot":
        std = np.sqrt(2.0 / (fan_in + fan_out))
    elif rule == "he":
        std = np.sqrt(2.0 / fan_in)
    elif isinstance(rule, str):
        raise ValueError(f"unknown rule {rule}")
    else:
        std = rule
    return rng.normal(0, std, (fan_in, fan_out))
