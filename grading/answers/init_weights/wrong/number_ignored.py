# check: test-init_weights-scale, test-init_weights-rng
# hint: the number is ignored
# says: the number is ignored.
# about: 0.01 for any number
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
        std = 0.01
    return rng.normal(0, std, (fan_in, fan_out))
