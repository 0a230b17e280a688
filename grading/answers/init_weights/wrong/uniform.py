# check: test-init_weights-rng
# hint: the numbers are uniform, not normal
# says: the numbers are uniform, not normal.
# about: uniform numbers of the right variance
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    if rule == "zero":
        return np.zeros((fan_in, fan_out))
    elif rule == "xavier":
        std = np.sqrt(1.0 / fan_in)
    elif rule == "glorot":
        std = np.sqrt(2.0 / (fan_in + fan_out))
    elif rule == "he":
        std = np.sqrt(2.0 / fan_in)
    elif isinstance(rule, str):
        raise ValueError(f"unknown rule {rule}")
    else:
        std = rule
    return rng.uniform(-1, 1, (fan_in, fan_out)) * std * np.sqrt(3)
