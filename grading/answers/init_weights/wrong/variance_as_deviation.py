# check: test-init_weights-scale
# hint: that is the variance; the deviation is its root
# says: that is the variance; the deviation is its root.
# about: 1 / fan_in as the standard deviation
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    if rule == "zero":
        return np.zeros((fan_in, fan_out))
    elif rule == "xavier":
        std = 1.0 / fan_in
    elif rule == "glorot":
        std = 2.0 / (fan_in + fan_out)
    elif rule == "he":
        std = 2.0 / fan_in
    elif isinstance(rule, str):
        raise ValueError(f"unknown rule {rule}")
    else:
        std = rule
    return rng.normal(0, std, (fan_in, fan_out))
